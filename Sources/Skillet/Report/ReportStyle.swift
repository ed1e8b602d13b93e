/// The page's style: system fonts, light and dark, phone and paper.
///
/// The block colours are Paul Tol's "light" scheme, made to be told apart with any colour vision
/// and to carry dark text.
let reportStyle = #"""
  :root{--page:#f6f7f7;--panel:#fff;--text:#1b2226;--muted:#566069;--rule:#d8dde0;--soft:#eaedef;
  --accent:#155a8a;--curve:#1d5f90;--fill:#1d5f9022;--cut:#59636b;--threshold:#b04a05;
  --shot:#8a2f9a;--limit:#59636b;--warn:#fdf3e3;--warn-rule:#c9862b;--mark:#fff3c4;
  --figures:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
  @media screen and (prefers-color-scheme:dark){:root{--page:#12171a;--panel:#191f23;
  --text:#e3e8ea;--muted:#9eabb3;--rule:#313a40;--soft:#232b30;--accent:#82bce6;--curve:#82bce6;
  --fill:#82bce628;--cut:#8b98a0;--threshold:#f2a064;--shot:#dc9bea;--limit:#9eabb3;
  --warn:#33291a;--warn-rule:#c9862b;--mark:#3d3a1f}}
  *{box-sizing:border-box}
  html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
  body{margin:0 auto;max-width:84rem;padding:1.25rem 1.5rem 2rem;background:var(--page);
  color:var(--text);font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",
  sans-serif}
  h1,h3,dd,li,bdi,pre,.note{overflow-wrap:anywhere}
  h1,h2,h3,p,dl,dd,ul,figure,pre{margin:0;padding:0}
  h1{font-size:1.5rem;line-height:1.2;font-weight:650;letter-spacing:-.01em}
  h2{font-size:.95rem;font-weight:650;margin-bottom:.6rem}
  h3{font-size:.85rem;font-weight:600}
  a{color:var(--accent)}
  a:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
  .skip{position:absolute;left:-99rem}
  .skip:focus{left:1rem;top:.5rem;background:var(--panel);padding:.4rem .7rem;z-index:9}
  nav{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.86rem;margin-top:.7rem}
  .kicker{color:var(--muted);font-size:.8rem;margin-bottom:.15rem}
  .muted{color:var(--muted);font-weight:400}
  .note{color:var(--muted);font-size:.82rem;margin-top:.4rem}
  h2+.note{margin:-.35rem 0 .6rem}
  header{margin-bottom:1rem}
  .summary{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin-top:.8rem}
  .summary div{display:flex;flex-direction:column}
  .summary dd{font-size:1.15rem;font-weight:600;font-variant-numeric:tabular-nums;line-height:1.2}
  .summary dt{color:var(--muted);font-size:.8rem}
  section{background:var(--panel);border:1px solid var(--rule);border-radius:6px;
  padding:.9rem 1rem 1rem;margin-bottom:1rem}
  .warning{background:var(--warn);border-color:var(--warn-rule);border-left-width:5px}
  .warning h2{margin-bottom:.3rem}
  .warning ul{padding-left:1.1rem}
  .scroll{overflow-x:auto}
  .plot{container:plot/inline-size;padding:1px 1.6rem 0 2.9rem}
  .lane{position:relative;height:46px;background:var(--soft)}
  .segment-block{position:absolute;top:0;bottom:0;min-width:1px;overflow:hidden;
  container-type:inline-size;color:#15191c;text-decoration:none;font-size:.78rem;line-height:1.25}
  .segment-block .edge{position:absolute;inset:0;padding:5px;border-left:1px solid var(--panel);
  white-space:nowrap;overflow:hidden}
  .segment-block:first-child .edge{border-left-color:transparent}
  .segment-block .number{display:block;font-weight:650;font-variant-numeric:tabular-nums}
  .segment-block .name{display:block;overflow:hidden;text-overflow:ellipsis}
  .segment-block:hover,.segment-block:focus-visible{filter:brightness(1.09);z-index:1;
  outline:2px solid var(--text);outline-offset:-1px}
  @container (max-width:84px){.segment-block .name{display:none}
  .segment-block .number{padding-top:9px}}
  @container (max-width:30px){.segment-block .number{display:none}}
  @container (max-width:8px){.segment-block .edge{border:0}}
  @container plot (max-width:600px){.tick.minor span{display:none}}
  .c0{background:#77aadd}.c1{background:#eedd88}.c2{background:#ee8866}.c3{background:#99ddff}
  .c4{background:#44bb99}.c5{background:#ffaabb}.c6{background:#bbcc33}.c7{background:#aaaa00}
  .chart{position:relative;height:170px;margin-top:14px;border-bottom:1px solid var(--cut)}
  .chart.empty{height:34px}
  .chart svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
  .chart path{fill:none;stroke-linejoin:round;vector-effect:non-scaling-stroke}
  .chart .area{fill:var(--fill)}
  .chart .line{stroke:var(--curve);stroke-width:1.25}
  .chart .threshold{stroke:var(--threshold);stroke-width:1.5;stroke-dasharray:6 4}
  .dense .cut{opacity:.5}
  .dense .cut.skill{opacity:.3}
  .dense .cut.shot{border-left-width:1px}
  .dense .line{stroke-width:.8}
  .dense .cut::before{transform:scale(.7)!important}
  .dense .cut.shot::before{transform:scale(.7) rotate(45deg)!important}
  .level{position:absolute;left:0;right:0;border-top:1px solid var(--soft)}
  .level span{position:absolute;right:100%;margin-right:.5rem;transform:translateY(-50%);
  color:var(--muted);font-size:.75rem;font-variant-numeric:tabular-nums;white-space:nowrap}
  .cut{position:absolute;top:-14px;bottom:0;border-left:1px solid var(--cut);margin-left:-.5px}
  .cut.shot{border-left:2px dashed var(--shot);margin-left:-1px}
  .cut.shot::before{content:"";position:absolute;left:-5.5px;top:2px;width:9px;height:9px;
  transform:rotate(45deg);background:var(--shot)}
  .cut.limit{border-left:2px dotted var(--limit);margin-left:-1px}
  .cut.limit::before{content:"";position:absolute;left:-5.5px;top:2px;width:9px;height:9px;
  border:2px solid var(--limit);border-radius:50%;background:var(--panel)}
  .peak{position:absolute;top:0;width:0;margin-left:-5px;border:5px solid transparent;
  border-top:0;border-bottom:8px solid var(--curve)}
  .axis{position:relative;height:1.75rem}
  .tick{position:absolute;top:0;height:6px;border-left:1px solid var(--cut)}
  .tick span{position:absolute;top:7px;transform:translateX(-50%);color:var(--muted);
  font-size:.75rem;font-variant-numeric:tabular-nums;white-space:nowrap}
  .legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.3rem;font-size:.82rem;
  color:var(--muted);margin-top:.2rem}
  .legend i{display:inline-block;position:relative;width:20px;height:11px;margin-right:.4rem}
  .key-line,.key-threshold{border-bottom:2px solid var(--curve);transform:translateY(-5px)}
  .key-threshold{border-bottom:2px dashed var(--threshold)}
  .key-cut::before,.key-cut::after{content:"";position:absolute;left:9px}
  .key-cut::before{top:-2px;bottom:-2px;border-left:1px solid var(--cut)}
  .key-cut.shot::before{border-left:2px dashed var(--shot)}
  .key-cut.limit::before{border-left:2px dotted var(--limit)}
  .key-cut.shot::after{left:6px;top:1px;width:8px;height:8px;transform:rotate(45deg);
  background:var(--shot)}
  .key-cut.limit::after{left:6px;top:1px;width:8px;height:8px;border:2px solid var(--limit);
  border-radius:50%;background:var(--panel)}
  .key-peak{border:5px solid transparent;border-top:0;border-bottom:8px solid var(--curve);
  width:0!important;height:0!important}
  .facts{display:grid;grid-template-columns:1fr 1fr;gap:1rem 2.5rem}
  .facts dl{display:grid;gap:.1rem}
  .facts dl div{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:.75rem;
  border-bottom:1px solid var(--soft);padding:.16rem 0}
  .facts dt{color:var(--muted)}
  .facts dd{font-variant-numeric:tabular-nums}
  .facts h3{margin:1rem 0 .35rem}
  .facts>div{min-width:0}
  pre{background:var(--soft);border-radius:4px;padding:.55rem .7rem;white-space:pre-wrap}
  code{font:12.5px/1.5 var(--figures)}
  .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,23rem),1fr));
  gap:.9rem 1.1rem}
  .cards.thin{grid-template-columns:repeat(auto-fill,minmax(11rem,1fr))}
  .thin .strip{grid-template-columns:minmax(0,240px)}
  .card{min-width:0}
  .card h3{display:flex;flex-wrap:wrap;align-items:baseline;gap:.15rem .5rem;margin-bottom:.3rem;
  font-variant-numeric:tabular-nums}
  .card bdi{font-weight:400;min-width:0}
  .chip{display:inline-block;min-width:2em;padding:0 .4em;border-radius:3px;color:#15191c;
  text-align:center;font-weight:650;font-variant-numeric:tabular-nums}
  .strip{display:grid;grid-template-columns:repeat(3,minmax(0,240px));gap:4px}
  .strip img{display:block;width:100%;max-width:240px;aspect-ratio:var(--shape);
  background:var(--soft);object-fit:contain}
  figcaption{color:var(--muted);font-size:.74rem;font-variant-numeric:tabular-nums}
  table{border-collapse:collapse;width:100%;font-size:.86rem}
  th,td{padding:.28rem .6rem;text-align:left;border-bottom:1px solid var(--soft);
  vertical-align:baseline}
  thead th{border-bottom:1px solid var(--cut);white-space:nowrap;font-weight:600;
  color:var(--muted)}
  .n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
  td.label{min-width:11rem}
  td.kind.shot{color:var(--shot);font-weight:600}
  .sure{display:inline-block;min-width:4.2rem;padding-left:.3rem;
  background:linear-gradient(var(--fill),var(--fill)) right/var(--sure) 100% no-repeat}
  tbody tr:hover{background:var(--soft)}
  tbody tr:target{background:var(--mark)}
  footer{color:var(--muted);font-size:.82rem}
  @media (max-width:700px){body{padding:.9rem .75rem 1.5rem}
  section{padding:.75rem .7rem .85rem}
  .facts{grid-template-columns:minmax(0,1fr)}
  .facts dl div{grid-template-columns:7rem minmax(0,1fr)}
  .plot{min-width:var(--least);padding:1px 1.1rem 0 2.2rem}
  .chart{height:140px}
  .summary{gap:.5rem 1.4rem}}
  @media print{@page{margin:12mm}
  :root{--page:#fff}
  body{max-width:none;padding:0;font-size:9.5pt}
  *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
  section{border:0;border-top:1px solid var(--rule);border-radius:0;padding:.6rem 0}
  .warning{border:1px solid var(--warn-rule);border-left-width:5px;padding:.5rem .8rem}
  .skip,nav{display:none}
  .scroll{overflow:visible}
  .plot{min-width:0}
  .facts{grid-template-columns:1fr 1fr;gap:.6rem 1.2rem}
  .facts dl div{grid-template-columns:6.6rem minmax(0,1fr)}
  .cards{grid-template-columns:repeat(3,minmax(0,1fr));gap:.5rem .7rem}
  .cards.thin{grid-template-columns:repeat(6,minmax(0,1fr))}
  .card h3{font-size:8pt}
  figcaption{font-size:7pt}
  .summary{gap:.4rem 1.2rem}
  .summary dd{font-size:12pt}
  .facts{font-size:8.5pt}
  code{font-size:8pt}
  .card,tr,.plot,pre,.facts dl div,.warning{break-inside:avoid}
  h2,h3,.note{break-after:avoid}
  thead{display:table-header-group}
  table{font-size:7.8pt}
  th,td{padding:.15rem .35rem}
  thead th,thead th.n{white-space:normal;vertical-align:bottom}
  td.label{min-width:5.5rem}
  .sure{min-width:0}}

  """#
