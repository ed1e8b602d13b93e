internal import HTTPTypes

/// What a browser says of who asks; no page can forge it.
extension HTTPField.Name {
  /// Where the page that asks stands to this server: `same-origin`, `same-site`, `cross-site`,
  /// `none`.
  static var secFetchSite: Self { known("Sec-Fetch-Site") }
  /// `navigate` where a page is opened.
  static var secFetchMode: Self { known("Sec-Fetch-Mode") }
  /// `document` where what comes is the page itself.
  static var secFetchDestination: Self { known("Sec-Fetch-Dest") }
  /// How many seconds to wait.
  static var waits: Self { known("Retry-After") }
  static var opener: Self { known("Cross-Origin-Opener-Policy") }
  static var resource: Self { known("Cross-Origin-Resource-Policy") }
  static var referrer: Self { known("Referrer-Policy") }
  static var framing: Self { known("X-Frame-Options") }
  static var permissions: Self { known("Permissions-Policy") }

  /// A name that is a plain word.
  static func known(_ name: String) -> Self { Self(name) ?? .server }
}
