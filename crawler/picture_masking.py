"""Private numbers in pictures (截图隐私遮盖): masked in the page itself before it is shot, number by number as in every other output.

Masked is text, also in form fields and frames, and a number whose digits are scattered over neighbouring elements of one line. What a picture
shows stays.
"""

from itertools import accumulate, pairwise

from playwright.async_api import Frame

from portal.masking import mask

# Texts that stand in one block, one after another, with digits enough for a private number; then form fields, each alone.
_TEXTS = """() => {
  const blocks = new Map(), fields = [];
  const block = node => {
    let around = node.parentElement;
    while (around && /^(inline|contents)/.test(getComputedStyle(around).display)) around = around.parentElement;
    return around;
  };
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  let last = null, run = null, count = 0;
  const runs = [];
  for (let node = walker.nextNode(); node && count < 20000; node = walker.nextNode()) {
    if (!node.data.trim() || /^(SCRIPT|STYLE)$/.test(node.parentElement?.tagName)) continue;
    count++;
    const around = block(node);
    if (around !== last) runs.push(run = []);
    last = around;
    run.push(node);
  }
  const digits = texts => texts.join('').replace(/\\D/g, '').length;
  const found = runs.filter(each => digits(each.map(node => node.data)) >= 11);
  for (const field of document.querySelectorAll('input, textarea')) if (digits([field.value]) >= 11) found.push([field]);
  window.__masked = found;
  return found.map(each => each.map(part => part.nodeType === Node.TEXT_NODE ? part.data : part.value));
}"""
_PUT_BACK = """runs => {
  window.__masked.forEach((run, index) => run.forEach((part, place) => {
    const words = runs[index][place];
    if (part.nodeType !== Node.TEXT_NODE) part.value = words; else if (part.data !== words) part.data = words;
  }));
  delete window.__masked;
}"""


async def mask_numbers(frame: Frame) -> None:
    """Mask private numbers in a frame's text and form fields."""
    runs: list[list[str]] = await frame.evaluate(_TEXTS)
    await frame.evaluate(_PUT_BACK, [masked_run(run) for run in runs])


def masked_run(texts: list[str]) -> list[str]:
    """Texts that are read in one go, with the numbers in them masked, also those that reach from one into the next or have gaps."""
    letters = "".join(texts)
    shown = list(letters)
    places = [place for place, letter in enumerate(letters) if not letter.isspace()]
    for kept in (range(len(letters)), places):
        before = "".join(letters[place] for place in kept)
        after = mask(before)
        if len(after) == len(before):
            for place, old, new in zip(kept, before, after, strict=True):
                if old != new and new == "*":
                    shown[place] = new
    ends = list(accumulate(map(len, texts), initial=0))
    return ["".join(shown[start:end]) for start, end in pairwise(ends)]
