/// The parts that all pages share: each template is head, its own sections, foot.
///
/// Everything but the style is escaped. A page fetches nothing and runs no script; the policy in its
/// head holds a browser to that.
enum PageTemplate {
  /// The head, down to the link that skips to the table.
  ///
  /// - Parameters:
  ///   - subject: what stands behind the title in the browser's bar.
  ///   - table: what the table is called in the link that skips to it.
  static func head(subject: String = "Skillet", table: String = "the table") -> String {
    #"""
    {{% CONTENT_TYPE: SkilletHTML}}
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="Skillet {{version}}">
    <title>{{title}} – \#(subject)</title>
    <link rel="icon" href="data:,">
    <style>
    {{{style}}}
    </style>
    </head>
    <body>
    <a class="skip" href="#table">Skip to \#(table)</a>

    """#
  }

  /// The figures under the title.
  static let summary = #"""
    <dl class="summary">
    {{#summary}}
    <div><dd>{{value}}</dd><dt>{{term}}</dt></div>
    {{/summary}}
    </dl>

    """#

  /// What is strange about what the page shows, a line each; nothing where nothing is.
  static func warnings(title: String) -> String {
    #"""
    {{#hasWarnings}}
    <section class="warning" aria-labelledby="warnings-title">
    <h2 id="warnings-title">\#(title)</h2>
    <ul>
    {{#warnings}}
    <li><bdi>{{.}}</bdi></li>
    {{/warnings}}
    </ul>
    </section>
    {{/hasWarnings}}

    """#
  }

  /// The end of the page, from that of its main part on.
  static let foot = #"""
    </main>
    <footer>Made by Skillet {{version}}. This page is complete in itself: it fetches nothing and runs \#
    no script.</footer>
    </body>
    </html>

    """#
}
