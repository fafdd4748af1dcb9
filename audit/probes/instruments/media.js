// Sound and films that start by themselves: how long they play, whether there is sound in them and what stops them.
async () => {
  const { describe } = globalThis.dreiklick;
  const MOST = 20;
  const PATIENCE_MS = 1500;
  const STOPS = /(?:^|[^\p{L}])(?:paus|anhalten|stop|stumm|mute|ton |sound|leise|lautst|volume|audio|musik|music|play|abspielen|wiedergabe)/iu;
  const isShown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const nameOf = (control) => ` ${control.ariaLabel ?? ""} ${control.textContent} ${control.title} ${control.value ?? ""} ${control.querySelector("[alt]")?.alt ?? ""} `;
  const controls = () => [...document.querySelectorAll("button, [role=button], [role=switch], input[type=button], input[type=checkbox], a[href^='#']")].filter(isShown);

  const metadata = (player) =>
    new Promise((done) => {
      if (player.readyState > 0 || player.error || player.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) return done();
      for (const type of ["loadedmetadata", "error", "emptied"]) player.addEventListener(type, done, { once: true });
      player.querySelector("source:last-of-type")?.addEventListener("error", done, { once: true });
      setTimeout(done, PATIENCE_MS);
    });
  // How long one playing lasts: what a media fragment (#t=8,10) leaves of the file.
  const seconds = (player) => {
    if (Number.isNaN(player.duration)) return null;
    const [, start, end] = /#(?:.*&)?t=(?:npt:)?([\d.]*),?([\d.]*)/.exec(player.currentSrc) ?? [];
    const stop = Math.min(Number(end) || Infinity, player.duration);
    return Number.isFinite(stop) ? Math.max(0, stop - (Number(start) || 0)) : 1e6;
  };
  const hasSound = (player) => {
    if (player.localName === "audio") return true;
    try {
      return player.captureStream().getAudioTracks().length > 0;
    } catch (error) {
      if (error.name !== "SecurityError" && error.name !== "NotSupportedError") throw error;
      return null; // from another host or protected: it cannot be heard from here
    }
  };

  const players = [...document.querySelectorAll("audio, video")].filter((player) => player.autoplay || !player.paused).slice(0, MOST);
  await Promise.all(players.map(metadata));
  const all = players.length ? controls() : [];
  const stops = all.some((control) => STOPS.test(nameOf(control)));
  return players.map((player) => ({
    ...describe(player),
    tag: player.localName,
    shown: isShown(player),
    muted: player.muted || player.volume === 0,
    sound: player.readyState > 0 ? hasSound(player) : null,
    seconds: player.readyState > 0 ? seconds(player) : null,
    loop: player.loop,
    controls: player.controls && isShown(player),
    broken: !!player.error || [HTMLMediaElement.NETWORK_EMPTY, HTMLMediaElement.NETWORK_NO_SOURCE].includes(player.networkState),
    stops,
    others: all.length > 0,
  }));
}
