/// What the page of skills adds to the style of the report.
let discoveryStyle = #"""
  .lanes{padding-top:.2rem}
  .lanes .lane{height:26px;margin-bottom:.45rem}
  .lanes .lane .number{padding-top:0;text-align:center}
  .lanes .segment-block .edge{padding:3px 0}
  .lane-name{font-size:.78rem;color:var(--muted);overflow-wrap:anywhere}
  .plot.lanes{padding:0 1.6rem 0 .9rem}
  @container (max-width:17px){.lanes .segment-block .number{display:none}}
  .skill-grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));
  gap:1.1rem 1.4rem}
  .skill-card{min-width:0}
  .skill-card h3{display:flex;flex-wrap:wrap;gap:.15rem .5rem;align-items:baseline;
  margin-bottom:.35rem}
  .pair{display:grid;grid-template-columns:repeat(2,minmax(0,160px));gap:4px;margin-bottom:.45rem}
  .pair img{display:block;width:100%;background:var(--soft)}
  .pair figcaption{grid-column:1/-1;overflow-wrap:anywhere}
  @media print{.skill-grid{grid-template-columns:repeat(3,minmax(0,1fr))}
  .skill-card,.lane{break-inside:avoid}}

  """#

/// The page of skills; everything but the style and the pictures' bytes is escaped.
let discoveryTemplate =
  PageTemplate.head(table: "the table of skills") + #"""
    <header>
    <p class="kicker">Skillet · skills found again</p>
    <h1>{{title}}</h1>

    """# + PageTemplate.summary + #"""
    <nav aria-label="On this page">
    <a href="#table">Table</a>
    <a href="#frames-title">Key frames</a>
    <a href="#lanes-title">Where they occur</a>
    </nav>
    </header>
    <main>

    """# + PageTemplate.warnings(title: "Warnings") + #"""
    <section aria-labelledby="table">
    <h2 id="table">Skills</h2>
    <div class="scroll" role="region" aria-labelledby="table" tabindex="0">
    <table aria-labelledby="table">
    <thead><tr>
    <th scope="col" class="n">Skill</th><th scope="col">Name</th>
    <th scope="col" class="n">Segments</th><th scope="col" class="n">Videos</th>
    {{#hasGroups}}
    <th scope="col" class="n">Groups</th>
    {{/hasGroups}}
    <th scope="col" class="n">Seconds</th><th scope="col">Spread</th>
    {{#hasLabels}}
    <th scope="col" class="n">Purity</th><th scope="col" class="n">Labelled</th>
    {{/hasLabels}}
    </tr></thead>
    <tbody>
    {{#skills}}
    <tr id="row-{{number}}">
    <th scope="row" class="n"><span class="chip c{{color}}">{{number}}</span></th>
    <td class="label"><a href="#skill-{{number}}"><bdi>{{label}}</bdi></a></td>
    <td class="n">{{count}}</td><td class="n">{{videoCount}}</td>
    {{#hasGroups}}
    <td class="n">{{groupCount}}</td>
    {{/hasGroups}}
    <td class="n">{{seconds}}</td><td>{{spread}}</td>
    {{#hasLabels}}
    <td class="n">{{purity}}</td><td class="n">{{support}}</td>
    {{/hasLabels}}
    </tr>
    {{/skills}}
    </tbody>
    </table>
    </div>
    </section>
    <section aria-labelledby="frames-title">
    <h2 id="frames-title">Key frames</h2>
    <p class="note">The first and the last frame of the segments nearest to the middle of each skill.</p>
    <div class="skill-grid">
    {{#skills}}
    <article class="skill-card" id="skill-{{number}}" aria-label="Skill {{number}}">
    <h3><span class="chip c{{color}}">{{number}}</span> <bdi>{{label}}</bdi> \#
    <span class="muted">{{count}} × · {{spread}}</span></h3>
    {{#hasSamples}}
    {{#samples}}
    <figure class="pair">
    {{#shots}}
    <img src="{{{source}}}" alt="{{alternative}}" loading="lazy" decoding="async">
    {{/shots}}
    <figcaption>{{place}}</figcaption></figure>
    {{/samples}}
    {{/hasSamples}}
    </article>
    {{/skills}}
    </div>
    </section>
    <section aria-labelledby="lanes-title">
    <h2 id="lanes-title">Where they occur</h2>
    <p class="note">{{lanesNote}}</p>
    <div class="scroll" role="region" aria-labelledby="lanes-title" tabindex="0">
    <div class="plot lanes">
    {{#lanes}}
    <p class="lane-name"><bdi>{{videoName}}</bdi></p>
    <div class="lane" role="group" aria-label="Segments of {{videoName}}">
    {{#blocks}}
    <a class="segment-block c{{color}}" href="#skill-{{number}}" style="left:{{left}}%;\#
    width:{{width}}%" title="{{words}}" aria-label="{{words}}"><span class="edge">\#
    <span class="number">{{number}}</span></span></a>
    {{/blocks}}
    </div>
    {{/lanes}}
    <div class="axis" aria-hidden="true">
    {{#axisTicks}}
    <div class="tick {{rank}}" style="left:{{left}}%"><span>{{label}}</span></div>
    {{/axisTicks}}
    </div>
    </div>
    </div>
    </section>
    <section class="facts" aria-label="The command">
    <div>
    <h2>The command that made this page</h2>
    <pre><code dir="auto">{{command}}</code></pre>
    </div>
    </section>

    """# + PageTemplate.foot
