// What is loaded now: a successful navigation command proves nothing (downloads and 204 leave the old page).
() => {
  const [navigation] = performance.getEntriesByType("navigation");
  return {
    url: document.URL,
    type: document.contentType,
    status: navigation?.responseStatus ?? 0,
    requests: performance.getEntriesByType("resource").map((entry) => entry.name),
  };
}
