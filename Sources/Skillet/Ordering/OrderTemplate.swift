/// What the pages on orders add to the style of the report.
let orderStyle = #"""
  .order td,.order th{padding-top:.2rem;padding-bottom:.2rem}
  .track{position:relative;height:1.1rem;min-width:14rem;background:var(--soft)}
  td.range{width:45%;padding-left:.2rem;padding-right:.2rem}
  .track .reach{position:absolute;top:50%;height:2px;margin-top:-1px;background:var(--curve)}
  .track .dot{position:absolute;top:50%;width:9px;height:9px;margin:-4.5px 0 0 -4.5px;
  border-radius:50%;background:var(--curve);border:1px solid var(--panel)}
  .track .mark{position:absolute;top:0;bottom:0;border-left:1px solid var(--rule)}
  .track .value{position:absolute;top:0;transform:translateX(-50%);font-size:.72rem;
  color:var(--muted);font-variant-numeric:tabular-nums}
  .track.scale{background:none}
  .matrix{width:auto;border-collapse:separate;border-spacing:1px}
  .matrix td,.matrix thead th{padding:.15rem 0;width:2.15rem;min-width:2.15rem;text-align:center;
  border:0;font-variant-numeric:tabular-nums;font-size:.74rem}
  .matrix td{background:rgb(68 140 200 / calc(var(--share) * .75));color:var(--text)}
  .matrix td.self{background:var(--soft)}
  .matrix td.weak{color:var(--muted)}
  .matrix tbody th{border:0;font-weight:400;max-width:24rem;white-space:nowrap;overflow:hidden;
  text-overflow:ellipsis}
  .lanes .lane.steps{height:46px}
  .segment-block.fine{background:var(--rule)}
  .segment-block.order{background:#ee8866}.segment-block.repeated{background:#eedd88}
  .segment-block.extra{background:#ffaabb}
  .chip.order{background:#ee8866}.chip.repeated{background:#eedd88}.chip.extra{background:#ffaabb}
  .chip.missing{background:#99ddff}.chip.fine{background:var(--rule)}
  .legend .chip{min-width:1.2em;height:.9em}
  @media print{.track{min-width:7rem}}

  """#

/// The foot that the pages on orders share.
private let orderFoot = #"""
  <section class="facts" aria-label="How this was made">
  <div>
  <h2>How this was made</h2>
  <dl>
  {{#facts}}
  <div><dt>{{term}}</dt><dd><bdi>{{value}}</bdi></dd></div>
  {{/facts}}
  </dl>
  </div>
  <div>
  <h2>The command that made this page</h2>
  <pre><code dir="auto">{{command}}</code></pre>
  </div>
  </section>

  """# + PageTemplate.foot

private let orderSummary =
  PageTemplate.summary + #"""
    </header>
    <main>

    """# + PageTemplate.warnings(title: "Notes")

/// The page of a fit.
let orderFitTemplate =
  PageTemplate.head() + #"""
    <header>
    <p class="kicker">Skillet · the usual order</p>
    <h1><bdi>{{title}}</bdi></h1>

    """# + orderSummary + #"""
    <section aria-labelledby="table">
    <h2 id="table">Steps in their usual order</h2>
    <p class="note">The dot is the step's log-worth, earlier steps to the left; the line is its 95 % \#
    interval.</p>
    <div class="scroll" role="region" aria-labelledby="table" tabindex="0">
    <table class="order" aria-labelledby="table">
    <thead><tr>
    <th scope="col" class="n">Rank</th><th scope="col">Step</th>
    <th scope="col">First ← log-worth → last</th>
    <th scope="col" class="n">Log-worth</th><th scope="col" class="n">95 % interval</th>
    <th scope="col" class="n">Worth</th><th scope="col" class="n">In rankings</th>
    </tr></thead>
    <tbody>
    {{#rows}}
    <tr>
    <th scope="row" class="n">{{rank}}</th>
    <td class="label"><bdi>{{step}}</bdi></td>
    <td class="range"><div class="track" aria-hidden="true">{{#hasInterval}}<span class="reach" \#
    style="left:{{low}}%;width:{{width}}%"></span>{{/hasInterval}}<span class="dot" \#
    style="left:{{middle}}%"></span></div></td>
    <td class="n">{{logWorth}}</td><td class="n">{{interval}}</td>
    <td class="n">{{worth}}</td><td class="n">{{seen}}</td>
    </tr>
    {{/rows}}
    <tr aria-hidden="true"><td></td><td></td><td class="range"><div class="track scale">\#
    {{#ticks}}<span class="value" style="left:{{left}}%">{{label}}</span>{{/ticks}}</div></td>
    <td></td><td></td><td></td><td></td></tr>
    </tbody>
    </table>
    </div>
    </section>
    {{#hasMatrix}}
    <section aria-labelledby="matrix">
    <h2 id="matrix">Which before which</h2>
    <p class="note">{{matrixNote}}</p>
    <div class="scroll" role="region" aria-labelledby="matrix" tabindex="0">
    <table class="matrix" aria-labelledby="matrix">
    <thead><tr><th scope="col" class="n"></th><th scope="col"></th>
    {{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
    <tbody>
    {{#matrix}}
    <tr><th scope="row" class="n">{{rank}}</th><th scope="row" title="{{step}}">\#
    <bdi>{{step}}</bdi></th>
    {{#cells}}
    {{#isSelf}}<td class="self"></td>{{/isSelf}}
    {{^isSelf}}<td style="--share:{{share}}" title="{{words}}">{{text}}</td>{{/isSelf}}
    {{/cells}}
    </tr>
    {{/matrix}}
    </tbody>
    </table>
    </div>
    </section>
    {{/hasMatrix}}

    """# + orderFoot

/// The page of a check.
let orderCheckTemplate =
  PageTemplate.head() + #"""
    <header>
    <p class="kicker">Skillet · one demonstration against the usual order</p>
    <h1><bdi>{{title}}</bdi></h1>

    """# + orderSummary + #"""
    <section aria-labelledby="lane">
    <h2 id="lane">The demonstration</h2>
    <div class="scroll" role="region" aria-labelledby="lane" tabindex="0">
    <div class="plot lanes">
    <div class="lane steps" role="group" aria-label="Steps as they were done">
    {{#blocks}}
    <a class="segment-block {{kind}}" href="#step-{{number}}" style="left:{{left}}%;\#
    width:{{width}}%" title="{{words}}" aria-label="{{words}}"><span class="edge">\#
    <span class="number">{{number}}</span><span class="name">{{step}}</span></span></a>
    {{/blocks}}
    </div>
    <div class="axis" aria-hidden="true">
    {{#axisTicks}}
    <div class="tick {{rank}}" style="left:{{left}}%"><span>{{label}}</span></div>
    {{/axisTicks}}
    </div>
    </div>
    </div>
    <ul class="legend">
    <li><span class="chip fine"></span> as usual</li>
    <li><span class="chip order"></span> out of order</li>
    <li><span class="chip repeated"></span> repeated</li>
    <li><span class="chip extra"></span> extra</li>
    <li><span class="chip missing"></span> missing</li>
    </ul>
    </section>
    <section aria-labelledby="table">
    <h2 id="table">What departs</h2>
    {{^hasDepartures}}<p>Nothing: the demonstration keeps the usual order.</p>{{/hasDepartures}}
    {{#hasDepartures}}
    <div class="scroll" role="region" aria-labelledby="table" tabindex="0">
    <table aria-labelledby="table">
    <thead><tr><th scope="col">Kind</th><th scope="col">Time</th><th scope="col">Step</th>
    <th scope="col">Why</th></tr></thead>
    <tbody>
    {{#departures}}
    <tr><td><span class="chip {{kind}}">{{name}}</span></td><td class="n">{{time}}</td>
    <td class="label"><bdi>{{step}}</bdi></td><td><bdi>{{reason}}</bdi></td></tr>
    {{/departures}}
    </tbody>
    </table>
    </div>
    {{/hasDepartures}}
    </section>
    <section aria-labelledby="steps">
    <h2 id="steps">All steps as they were done</h2>
    <div class="scroll" role="region" aria-labelledby="steps" tabindex="0">
    <table aria-labelledby="steps">
    <thead><tr><th scope="col" class="n">Step</th><th scope="col">Time</th>
    <th scope="col">What</th><th scope="col" class="n">Usual rank</th></tr></thead>
    <tbody>
    {{#blocks}}
    <tr id="step-{{number}}"><th scope="row" class="n"><span class="chip {{kind}}">{{number}}\#
    </span></th><td class="n">{{time}}</td><td class="label"><bdi>{{step}}</bdi></td>\#
    <td class="n">{{rank}}</td></tr>
    {{/blocks}}
    </tbody>
    </table>
    </div>
    </section>

    """# + orderFoot
