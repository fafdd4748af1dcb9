// What runs by itself: the animations of style sheets and scripts that are not over, with what they change and how long
// they last (`seconds` null: for ever), whether a control to stop them is there and whether scrolling is made smooth.
() => {
  const { describe } = globalThis.dreiklick;
  const MOST = 100;
  const MOST_READ = 1000;
  const MOVING =
    /^(?:transform|translate|rotate|scale|offset(?:Distance|Path|Rotate)?|(?:max|min)?(?:width|height)|inset.*|left|right|top|bottom|margin.*|padding.*|backgroundPosition.*|textIndent|letterSpacing|fontSize|objectPosition|clipPath|perspective|d|cx|cy|x|y|r|strokeDashoffset)$/i;
  const BLINKING = /^(?:opacity|visibility|display|color|background(?:Color|Image)?|filter|fill|stroke|boxShadow|textShadow|border.*Color|outlineColor)$/i;
  const STOPS = /(?:^|[^\p{L}])(?:paus|anhalten|stop|(?:animation|bewegung|motion)(?:en|s)?(?!\p{L}))/iu;
  const SPINNER = /spinner|loader|loading|progress|skeleton|throbber/i;

  const nameOf = (control) =>
    `${control.ariaLabel ?? ""} ${control.textContent} ${control.title} ${control.value ?? ""} ${[...(control.labels ?? [])].map((label) => label.textContent).join(" ")}`;
  const isControl = (control) => control.checkVisibility({ visibilityProperty: true }) && STOPS.test(nameOf(control).slice(0, 200));
  const changing = (frames) => {
    const values = {};
    for (const frame of frames) {
      for (const [name, value] of Object.entries(frame)) (values[name] ??= new Set()).add(value);
    }
    const isOwn = (name) => !["offset", "computedOffset", "easing", "composite"].includes(name);
    return Object.keys(values).filter((name) => isOwn(name) && (values[name].size > 1 || frames.length === 1));
  };
  const finite = (milliseconds) => (Number.isFinite(milliseconds) ? milliseconds / 1000 : null);

  const facts = (animation) => {
    const { effect } = animation;
    const element = effect.target;
    const timing = effect.getComputedTiming();
    const box = element.getBoundingClientRect();
    const frames = effect.getKeyframes();
    const properties = changing(frames);
    const alternates = timing.direction.startsWith("alternate");
    return {
      ...describe(element),
      tag: element.localName,
      pseudo: effect.pseudoElement ?? "",
      seconds: finite(timing.endTime),
      period: finite(timing.duration) * (alternates ? 2 : 1),
      properties: properties.slice(0, 10),
      moves: properties.some((name) => MOVING.test(name)),
      blinks: properties.some((name) => BLINKING.test(name)),
      width: Math.round(box.width),
      height: Math.round(box.height),
      waits: !!element.closest("[role=progressbar], [aria-busy=true], progress") || SPINNER.test(element.getAttribute("class") ?? ""),
    };
  };
  const isShown = ({ effect }) => {
    const box = effect.target.getBoundingClientRect();
    const isLaidOut = (box.width > 0 && box.height > 0) || !!effect.pseudoElement;
    return isLaidOut && effect.target.checkVisibility({ visibilityProperty: false });
  };
  const isRunning = (animation) =>
    animation.playState === "running" && !("transitionProperty" in animation) && animation.timeline === document.timeline && !!animation.effect?.target;

  const running = document.getAnimations().filter(isRunning).slice(0, MOST_READ).filter(isShown);
  const moved = new Set(running.map(({ effect }) => effect.target));
  // Text that stays where it is: without any, the animation stands beside nothing.
  const isBeside = () => {
    const own = [...moved].reduce((sum, element) => sum + element.textContent.trim().length, 0);
    return document.body.innerText.trim().length - own > 20;
  };
  const smooth = getComputedStyle(document.documentElement).scrollBehavior === "smooth";
  return {
    animations: running.slice(0, MOST).map(facts),
    control: [...document.querySelectorAll("button, [role=button], [role=switch], input[type=checkbox], input[type=button], summary")].some(isControl),
    beside: running.length > 0 && isBeside(),
    smooth,
  };
}
