// Names of what the page keeps on the device, by kind of storage; cookies are the browser's to tell.
async () => {
  const keys = (read) => {
    try {
      return Object.keys(read()).sort();
    } catch {
      return []; // a page without an origin of its own may not store anything
    }
  };
  const databases = async () => {
    try {
      return (await indexedDB.databases()).map(({ name }) => name).sort();
    } catch {
      return [];
    }
  };
  return {
    localStorage: keys(() => localStorage),
    sessionStorage: keys(() => sessionStorage),
    indexedDB: await databases(),
  };
}
