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
      // Asked for databases the browser makes a store for them, which takes longer than all else here. What it uses is told
      // in secure contexts only.
      const { usageDetails } = (await navigator.storage?.estimate()) ?? {};
      if (usageDetails && !usageDetails.indexedDB) return [];
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
