// What check_report wants to know of the page, measured in the page. Answers one object.
(async () => {
  // Not innerWidth alone: a phone widens that to what overflows.
  const room = Math.min(innerWidth, document.documentElement.clientWidth);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const box = (element) => element.getBoundingClientRect();
  const named = (element) => {
    const text = (element.textContent || element.alt || "").trim().slice(0, 40);
    return `${element.tagName.toLowerCase()}.${element.getAttribute("class") || ""} "${text}"`;
  };
  const shown = (element) => {
    const { width, height } = box(element);
    return width > 0 && height > 0 && getComputedStyle(element).visibility === "visible";
  };
  const ownText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());

  const images = all("img");
  for (const image of images) image.loading = "eager";
  await Promise.all(images.map((image) => image.decode().catch(() => undefined)));

  const blocks = all(".segment-block");
  const texts = all("body *").filter(
    (e) => ownText(e) && shown(e) && !e.closest(".skip") && !e.closest("title"));

  // Contrast as WCAG 2 defines it, against the nearest opaque background.
  const channels = (colour) => {
    const parts = colour.match(/[\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const c = value / 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const { rgb, alpha } = channels(getComputedStyle(e).backgroundColor);
      if (alpha === 1) return rgb;
    }
    return [255, 255, 255];
  };
  const contrast = (element) => {
    const lights = [channels(getComputedStyle(element).color).rgb, background(element)]
      .map(luminance).sort((a, b) => b - a);
    return (lights[0] + 0.05) / (lights[1] + 0.05);
  };

  const ticks = all(".tick span").filter(shown).map(box).sort((a, b) => a.left - b.left);
  const overlaps = ticks.filter((tick, i) => i > 0 && tick.left < ticks[i - 1].right + 2);
  const scrolling = document.scrollingElement;
  const wide = all("body *").filter((e) => !e.closest(".scroll") && !e.closest(".skip")
    && box(e).right > room + 0.5);
  const lane = document.querySelector(".lane");

  return {
    blocks: blocks.length,
    images: images.length,
    widths: { lane: lane ? box(lane).width : 0, blocks: blocks.map((b) => box(b).width) },
    thin: blocks.filter((b) => box(b).width < 0.99).map(named),
    scrollWidth: scrolling.scrollWidth,
    innerWidth: room,
    widest: wide.slice(0, 3).map(named).join(", "),
    deadLinks: all("a[href]").filter((a) => {
      const target = a.getAttribute("href");
      return !target.startsWith("#") || !document.getElementById(target.slice(1));
    }).map(named),
    brokenImages: images.filter((i) => !i.complete || i.naturalWidth === 0).map(named),
    wordlessImages: images.filter((i) => !i.alt).map(named),
    overlappingTicks: overlaps.map((tick) => `at ${Math.round(tick.left)} px`),
    // A name in a block ends in an ellipsis on purpose: the table has it whole.
    cutText: texts.filter((e) => !e.closest(".segment-block")
      && getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1)
      .map(named),
    faint: texts.filter((e) => contrast(e) < 4.5)
      .map((e) => `${named(e)} ${contrast(e).toFixed(2)}`),
    outside: texts.filter((e) => !e.closest(".scroll")
      && (box(e).left < -0.5 || box(e).right > room + 0.5)).map(named),
    cutOff: all(".scroll").filter((e) => e.scrollWidth > e.clientWidth + 1).map(named),
  };
})()
