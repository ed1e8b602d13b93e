/// What the page of a review adds to the style of the report.
let reviewStyle = #"""
  :root{--right:#1c6b3c;--right-soft:#e2f3e8;--wrong:#a12622;--wrong-soft:#fbe7e5}
  @media screen and (prefers-color-scheme:dark){:root{--right:#7fd6a2;--right-soft:#1d3427;
  --wrong:#f39a94;--wrong-soft:#3d2322}}
  body{max-width:62rem}
  .bar{position:sticky;top:0;z-index:5;display:flex;flex-wrap:wrap;align-items:center;
  gap:.3rem 1.2rem;background:var(--panel);border:1px solid var(--rule);border-radius:6px;
  padding:.45rem .8rem;margin-bottom:1rem}
  .bar .keys{margin:0;flex-basis:100%}
  .tally{font-variant-numeric:tabular-nums}
  .tools{margin-left:auto}
  button{font:inherit;color:var(--text);background:var(--soft);border:1px solid var(--rule);
  border-radius:4px;padding:.25rem .7rem;cursor:pointer}
  button:focus-visible,textarea:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
  button[aria-pressed=true]{border-color:currentColor;font-weight:650}
  .accept[aria-pressed=true]{color:var(--right);background:var(--right-soft)}
  .reject[aria-pressed=true]{color:var(--wrong);background:var(--wrong-soft)}
  kbd{font:11px/1 var(--figures);border:1px solid var(--rule);border-radius:3px;padding:.05rem .25rem;
  color:var(--muted);background:var(--panel)}
  .question{background:var(--panel);border:1px solid var(--rule);border-left:5px solid var(--rule);
  border-radius:6px;padding:.9rem 1rem 1rem;margin-bottom:1rem;scroll-margin-top:6.5rem}
  .question:focus{outline:0}
  .question[aria-current]{box-shadow:0 0 0 2px var(--accent)}
  .question.accepted{border-left-color:var(--right)}
  .question.rejected{border-left-color:var(--wrong)}
  .facts-line{display:flex;flex-wrap:wrap;gap:.2rem .5rem;align-items:baseline;color:var(--muted);
  font-size:.82rem;overflow-wrap:anywhere}
  .count{font-weight:650;color:var(--text);font-variant-numeric:tabular-nums}
  .tag{border:1px solid var(--rule);border-radius:9px;padding:0 .5rem;font-size:.78rem;
  color:var(--muted);white-space:nowrap}
  .text{font-size:1.05rem;line-height:1.4;font-weight:600;margin:.4rem 0 .6rem;
  overflow-wrap:anywhere}
  .choices,.steps{list-style:none;margin:0 0 .8rem;padding:0;display:grid;gap:.25rem}
  .choices li{display:grid;grid-template-columns:1.6rem minmax(0,1fr);border-radius:4px;
  padding:.2rem .45rem}
  .letter{font-weight:650}
  .choices .right{background:var(--right-soft)}
  .right-word{color:var(--right);font-weight:650;margin-left:.5rem}
  .reason{display:block;color:var(--muted);font-size:.8rem;overflow-wrap:anywhere}
  .when{display:block;width:100%;margin-bottom:.6rem}
  .when .ground{fill:var(--soft)}
  .when .span{fill:var(--accent)}
  .steps li{border-top:1px solid var(--soft);padding-top:.4rem}
  .steps .note{margin:.1rem 0 .3rem}
  .step{font-variant-numeric:tabular-nums}
  .value{color:var(--text);font-weight:600}
  .steps .strip{display:flex;flex-wrap:wrap;gap:.4rem .9rem}
  .evidence{display:grid;grid-template-columns:repeat(3,auto);justify-content:start;gap:3px;
  max-width:100%}
  .evidence img{display:block;width:auto;height:auto;min-width:0;max-width:min(200px,30vw);
  background:var(--soft);aspect-ratio:auto;object-fit:contain}
  .evidence figcaption{grid-column:1/-1}
  .verdict{display:flex;flex-wrap:wrap;gap:.4rem .6rem;align-items:center;
  border-top:1px solid var(--soft);padding-top:.7rem}
  .verdict label{display:flex;gap:.4rem;align-items:center;flex:1 1 14rem;color:var(--muted);
  font-size:.82rem}
  textarea{font:inherit;flex:1;min-width:0;color:var(--text);background:var(--page);
  border:1px solid var(--rule);border-radius:4px;padding:.25rem .4rem;resize:vertical}
  .hidden-answers .secret{display:none}
  .hidden-answers .choices .right{background:none}
  details summary{cursor:pointer;color:var(--muted);font-size:.82rem}
  ul.warning,noscript .warning{padding:.5rem .8rem .5rem 1.6rem;border:1px solid var(--warn-rule);
  border-radius:6px;margin-top:.6rem}
  @media (max-width:700px){.bar .keys{display:none}.tools{margin-left:0}
  .question{scroll-margin-top:8rem}}
  @media print{.bar,.verdict{display:none}.question{break-inside:avoid}}

  """#
