/// The page of a review; everything but the style, the script and the pictures' bytes is escaped.
let reviewTemplate = #"""
  {{% CONTENT_TYPE: SkilletHTML}}
  <!doctype html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="{{policy}}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="generator" content="Skillet {{version}}">
  <title>{{title}} – review</title>
  <link rel="icon" href="data:,">
  <style>{{{style}}}</style>
  </head>
  <body data-set="{{identity}}" data-file="{{verdictsFile}}">
  <header>
  <p class="kicker">Skillet · review of questions</p>
  <h1><bdi>{{title}}</bdi></h1>
  <p class="note">{{summary}}</p>
  {{#hasNotes}}
  <ul class="warning">
  {{#notes}}
  <li><bdi>{{.}}</bdi></li>
  {{/notes}}
  </ul>
  {{/hasNotes}}
  </header>
  <div class="bar" role="toolbar" aria-label="Review">
  <p class="tally" role="status"><b id="accepted">0</b> accepted · <b id="rejected">0</b> rejected · \#
  <b id="open">{{count}}</b> open</p>
  <p class="tools">
  <button type="button" id="hide" aria-pressed="false">Hide answers <kbd>h</kbd></button>
  <button type="button" id="save">Save verdicts <kbd>s</kbd></button></p>
  <p class="note keys"><kbd>j</kbd> next, <kbd>k</kbd> back, <kbd>a</kbd> accept, <kbd>r</kbd> reject, \#
  <kbd>u</kbd> undo, <kbd>n</kbd> note, <kbd>o</kbd> next open one</p>
  </div>
  <noscript><p class="warning">Verdicts need JavaScript; the page can be read without.</p></noscript>
  <main>
  {{#questions}}
  <article class="question" id="question-{{number}}" data-key="{{key}}" tabindex="-1" \#
  aria-labelledby="text-{{number}}">
  <p class="facts-line"><span class="count">{{number}}</span> <bdi class="id">{{key}}</bdi> \#
  <bdi class="video">{{videoName}}</bdi>
  {{#tags}}<span class="tag">{{.}}</span> {{/tags}}</p>
  <h2 id="text-{{number}}" class="text"><bdi>{{text}}</bdi></h2>
  <ol class="choices">
  {{#choices}}
  <li class="{{mark}}"><span class="letter">{{letter}}</span> <span><bdi>{{words}}</bdi>
  {{#isRight}}<span class="right-word secret">right</span>{{/isRight}}
  {{#hasReason}}<span class="reason secret"><bdi>{{reason}}</bdi></span>{{/hasReason}}</span></li>
  {{/choices}}
  </ol>
  {{#hasProof}}
  <div class="proof secret">
  <svg class="when" height="{{height}}" viewBox="0 0 1000 {{height}}" preserveAspectRatio="none" role="img" \#
  aria-label="When the evidence of each step is seen, over {{length}}">
  {{#lanes}}
  <rect class="ground" x="0" y="{{top}}" width="1000" height="8"/>
  {{#spans}}
  <rect class="span" x="{{x}}" y="{{top}}" width="{{width}}" height="8"/>
  {{/spans}}
  {{/lanes}}
  </svg>
  <ol class="steps">
  {{#steps}}
  <li><p><b class="step">{{id}}</b> <bdi>{{stepText}}</bdi> <span class="tag">{{skill}}</span></p>
  <p class="note">{{#hasValue}}gives <bdi class="value">{{value}}</bdi>{{/hasValue}} \#
  {{#hasNeeds}}<span>uses {{needs}}</span>{{/hasNeeds}}</p>
  <div class="strip">
  {{#evidence}}
  <figure class="evidence">
  {{#pictures}}<img src="{{{source}}}" alt="{{alternative}}" decoding="async">{{/pictures}}
  <figcaption>{{times}}</figcaption></figure>
  {{/evidence}}
  </div></li>
  {{/steps}}
  </ol>
  {{#hasProgram}}
  <details><summary>Program</summary><pre><code>{{program}}</code></pre></details>
  {{/hasProgram}}
  </div>
  {{/hasProof}}
  {{^hasProof}}
  <p class="note">This question has no proof.</p>
  {{/hasProof}}
  <div class="verdict">
  <button type="button" class="accept" aria-pressed="false">Accept <kbd>a</kbd></button>
  <button type="button" class="reject" aria-pressed="false">Reject <kbd>r</kbd></button>
  <label>Note <textarea rows="1" maxlength="2000"></textarea></label>
  </div>
  </article>
  {{/questions}}
  </main>
  <footer><p>Written by Skillet {{version}}. Nothing on this page leaves it: verdicts stay in the \#
  browser until they are saved as a file, and \#
  <code>skillet questions review FILE --verdicts VERDICTS --out NEW</code> applies them.</p></footer>
  <script>{{{script}}}</script>
  </body>
  </html>

  """#
