/// The page; everything but the style and the pictures' bytes is escaped.
let reportTemplate =
  PageTemplate.head(subject: "segments", table: "the table of segments") + #"""
    <header>
    <p class="kicker">Skillet · segments</p>
    <h1><bdi>{{title}}</bdi></h1>

    """# + PageTemplate.summary + #"""
    <nav aria-label="On this page">
    <a href="#timeline-title">Timeline</a>
    <a href="#facts">Video and method</a>
    {{#hasStills}}
    <a href="#stills-title">Key frames</a>
    {{/hasStills}}
    <a href="#table">Table</a>
    </nav>
    </header>
    <main>

    """# + PageTemplate.warnings(title: "Faults in this video") + #"""
    {{#timeline}}
    <section aria-labelledby="timeline-title">
    <h2 id="timeline-title">Timeline</h2>
    <div class="scroll" role="region" aria-labelledby="timeline-title" tabindex="0">
    <div class="plot{{#dense}} dense{{/dense}}" style="--least:{{minimumWidth}}px">
    <div class="lane" role="group" aria-label="Segments, each a link to its row">
    {{#blocks}}
    <a class="segment-block c{{segment.color}} {{segment.kind}}" href="#segment-{{segment.number}}" \#
    style="left:{{left}}%;width:{{width}}%" title="{{segment.words}}" \#
    aria-label="{{segment.words}}"><span class="edge"><span class="number">{{segment.number}}</span>\#
    <bdi class="name">{{segment.label}}</bdi></span></a>
    {{/blocks}}
    </div>
    {{#hasCurve}}
    <div class="chart">
    {{#curve}}
    {{#levels}}
    <div class="level" style="top:{{top}}%"><span>{{label}}</span></div>
    {{/levels}}
    {{#cuts}}
    <div class="cut {{kind}}" style="left:{{left}}%" title="{{title}}"></div>
    {{/cuts}}
    <svg viewBox="0 0 1000 100" preserveAspectRatio="none" role="img" \#
    aria-label="Surprise over time: {{summary}}">
    <path class="area" d="{{area}}"/>
    <path class="line" d="{{line}}"/>
    <path class="threshold" d="{{threshold}}"/>
    </svg>
    {{#peaks}}
    <span class="peak" style="left:{{left}}%" title="{{title}}"></span>
    {{/peaks}}
    {{/curve}}
    </div>
    {{/hasCurve}}
    {{^hasCurve}}
    <div class="chart empty">
    {{#cuts}}
    <div class="cut {{kind}}" style="left:{{left}}%" title="{{title}}"></div>
    {{/cuts}}
    </div>
    {{/hasCurve}}
    <div class="axis" aria-hidden="true">
    {{#axisTicks}}
    <div class="tick {{rank}}" style="left:{{left}}%"><span>{{label}}</span></div>
    {{/axisTicks}}
    </div>
    </div>
    </div>
    <ul class="legend">
    {{#hasCurve}}
    <li><i class="key-line"></i>surprise</li>
    {{/hasCurve}}
    {{#hasThreshold}}
    <li><i class="key-threshold"></i>threshold ({{thresholdName}})</li>
    {{/hasThreshold}}
    {{#kinds}}
    <li><i class="key-cut {{name}}"></i>{{name}}: {{meaning}}</li>
    {{/kinds}}
    {{#hasPeaks}}
    <li><i class="key-peak"></i>peak above the scale</li>
    {{/hasPeaks}}
    </ul>
    {{#curve}}
    <p class="note">{{summary}}. {{colorNote}}</p>
    {{/curve}}
    {{^hasCurve}}
    <p class="note">No surprise signal came with this report. {{colorNote}}</p>
    {{/hasCurve}}
    </section>
    {{/timeline}}
    <section class="facts" id="facts" aria-label="Video and method">
    <div>
    <h2>Video</h2>
    <dl>
    {{#videoFacts}}
    <div><dt>{{term}}</dt><dd><bdi>{{value}}</bdi></dd></div>
    {{/videoFacts}}
    </dl>
    </div>
    <div>
    <h2>Method</h2>
    <dl>
    {{#methodFacts}}
    <div><dt>{{term}}</dt><dd><bdi>{{value}}</bdi></dd></div>
    {{/methodFacts}}
    </dl>
    <h3>The command that made this report</h3>
    <pre><code dir="auto">{{command}}</code></pre>
    </div>
    </section>
    {{#hasStills}}
    <section aria-labelledby="stills-title">
    <h2 id="stills-title">Key frames</h2>
    {{#isThinned}}
    <p class="note">{{stillsNote}}</p>
    {{/isThinned}}
    <div class="cards{{#isThinned}} thin{{/isThinned}}" style="--shape:{{stillShape}}">
    {{#cards}}
    <article class="card" id="frames-{{number}}" aria-label="Segment {{number}}">
    <h3><span class="chip c{{color}}">{{number}}</span> <a href="#segment-{{number}}">{{startClock}}</a> \#
    <span class="muted">{{lengthWords}}</span> <bdi>{{label}}</bdi></h3>
    <div class="strip">
    {{#pictures}}
    <figure><img src="{{{source}}}" alt="{{alternative}}" loading="lazy" decoding="async">\#
    <figcaption>{{role}} <span>{{frame}}</span></figcaption></figure>
    {{/pictures}}
    </div>
    </article>
    {{/cards}}
    </div>
    </section>
    {{/hasStills}}
    <section aria-labelledby="table">
    <h2 id="table">Segments</h2>
    <p class="note" id="table-note">Times and frames are half-open: a segment ends where the next \#
    begins.</p>
    <div class="scroll" role="region" aria-labelledby="table" tabindex="0">
    <table aria-labelledby="table" aria-describedby="table-note">
    <thead><tr>
    <th scope="col" class="n">#</th>
    <th scope="col" class="n">Start</th><th scope="col" class="n">End</th>
    <th scope="col" class="n">Start frame</th><th scope="col" class="n">End frame</th>
    <th scope="col" class="n">Length, s</th><th scope="col">Boundary</th>
    <th scope="col" class="n">Surprise</th><th scope="col" class="n">Confidence</th>
    {{#hasSkills}}
    <th scope="col" class="n">Skill</th>
    {{/hasSkills}}
    <th scope="col">Label</th>
    </tr></thead>
    <tbody>
    {{#rows}}
    <tr id="segment-{{number}}">
    <th scope="row" class="n"><span class="chip c{{color}}">{{number}}</span></th>
    <td class="n">{{startClock}}</td><td class="n">{{endClock}}</td>
    <td class="n">{{startFrame}}</td><td class="n">{{endFrame}}</td>
    <td class="n">{{lengthSeconds}}</td><td class="kind {{kind}}">{{kindWords}}</td>
    <td class="n">{{surprise}}</td>
    <td class="n"><span class="sure" style="--sure:{{confidencePercent}}%">{{confidence}}</span></td>
    {{#hasSkills}}
    <td class="n">{{skill}}</td>
    {{/hasSkills}}
    <td class="label"><bdi>{{label}}</bdi></td>
    </tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    </section>

    """# + PageTemplate.foot
