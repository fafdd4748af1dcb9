// What is loaded now: a successful navigation command proves nothing (downloads and 204 leave the old page).
// A browser with a window asks for the page's icon, the headless shell does not: named here, it counts in both.
() => {
  const icons = [...document.querySelectorAll('link[rel~="icon" i]')].map((link) => link.href);
  const requests = performance.getEntriesByType("resource").map((entry) => entry.name);
  const [navigation] = performance.getEntriesByType("navigation");
  return {
    url: document.URL,
    type: document.contentType,
    status: navigation?.responseStatus ?? 0,
    requests: [...new Set([...requests, ...icons.filter((url) => /^https?:/.test(url))])].sort(),
  };
}
