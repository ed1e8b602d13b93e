internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes

/// Watches one connection: how long its requests take to arrive, how large they are, how long
/// nobody reads the answers.
///
/// It stands behind the HTTP decoder. What it refuses gets one line and the end of the connection;
/// where an answer is under way already, only the end.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// What a connection is allowed.
  struct Limits: Sendable {
    /// The time for the first head to arrive whole.
    var head = TimeAmount.seconds(15)
    /// The time from an answer until the next head has arrived whole.
    var idle = TimeAmount.seconds(75)
    /// The time from a head until its body has arrived whole.
    var body = TimeAmount.seconds(20)
    /// The time that an answer may wait for somebody to read on; a paused video does so.
    var stall = TimeAmount.minutes(10)
    /// Bytes of a body.
    var bodyBytes = 1 << 20
  }

  private let limits: Limits
  private let counts: ConnectionCounts
  private var address: String?
  private var timer: Scheduled<Void>?
  private var stall: Scheduled<Void>?
  /// Requests whose head arrived and whose answer has not gone out whole.
  private var pending = 0
  private var isAnswering = false
  private var isReadingBody = false
  private var isOver = false
  private var bodyBytes = 0

  init(_ limits: Limits, _ counts: ConnectionCounts) {
    (self.limits, self.counts) = (limits, counts)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { begin(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    begin(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { end() }

  private func begin(_ context: ChannelHandlerContext) {
    guard address == nil, !isOver else { return }
    let own = context.channel.remoteAddress?.ipAddress ?? ""
    guard counts.open(own) else {
      return refuse(context, .tooManyRequests, "too many connections; wait a moment")
    }
    address = own
    wait(limits.head, context, .requestTimeout, "the request took too long to arrive")
  }

  private func end() {
    timer?.cancel()
    stall?.cancel()
    if let address { counts.close(address) }
    (timer, stall, address, isOver) = (nil, nil, nil, true)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      pending += 1
      (isReadingBody, bodyBytes) = (true, 0)
      if let length = head.headerFields[.contentLength], Int(length) ?? .max > limits.bodyBytes {
        return refuseLarge(context)
      }
      wait(limits.body, context, .requestTimeout, "the request took too long to arrive")
    case .body(let part):
      bodyBytes += part.readableBytes
      if bodyBytes > limits.bodyBytes { return refuseLarge(context) }
    case .end:
      isReadingBody = false
      timer?.cancel()
      timer = nil
    }
    context.fireChannelRead(data)
  }

  private func refuseLarge(_ context: ChannelHandlerContext) {
    refuse(context, .contentTooLarge, "the request is larger than \(limits.bodyBytes) bytes")
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !isOver else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    switch unwrapOutboundIn(data) {
    case .head(let head): isAnswering = head.status.kind != .informational
    case .body: break
    case .end:
      isAnswering = false
      pending -= 1
      if pending == 0, !isReadingBody {
        wait(limits.idle, context, nil, "")
      }
    }
    context.write(data, promise: promise)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stall?.cancel()
    stall = nil
    if !context.channel.isWritable {
      stall = schedule(limits.stall, context) { guarded, context in
        guarded.isOver = true
        context.close(promise: nil)
      }
    }
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError else { return context.close(promise: nil) }
    if error == .headerOverflow {
      refuse(context, .requestHeaderFieldsTooLarge, "the request's head is too long")
    } else {
      refuse(context, .badRequest, "that is no request of HTTP/1.1")
    }
  }

  /// Answers with one line where no other answer is in the way, and ends the connection.
  private func refuse(
    _ context: ChannelHandlerContext, _ status: HTTPResponse.Status, _ reason: String
  ) {
    guard !isOver else { return }
    isOver = true
    timer?.cancel()
    timer = nil
    guard pending <= 1, !isAnswering else { return context.close(promise: nil) }
    let line = "{\"error\":\"\(reason)\"}"
    var fields: HTTPFields = [
      .contentType: "application/json; charset=utf-8", .contentLength: "\(line.utf8.count)",
      .connection: "close", .cacheControl: "no-store",
    ]
    fields.append(contentsOf: AnswerRules.headers)
    let head = HTTPResponse(status: status, headerFields: fields)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(string: line))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    // What still comes in is thrown away for a moment, so that the line can be read before the end.
    context.close(mode: .output, promise: nil)
    stall?.cancel()
    stall = schedule(.seconds(1), context) { _, context in context.close(promise: nil) }
  }

  private func wait(
    _ time: TimeAmount, _ context: ChannelHandlerContext, _ status: HTTPResponse.Status?,
    _ reason: String
  ) {
    timer?.cancel()
    timer = schedule(time, context) { guarded, context in
      if let status {
        guarded.refuse(context, status, reason)
      } else {
        guarded.isOver = true
        context.close(promise: nil)
      }
    }
  }

  private func schedule(
    _ time: TimeAmount, _ context: ChannelHandlerContext,
    _ action: @escaping (ConnectionGuard, ChannelHandlerContext) -> Void
  ) -> Scheduled<Void> {
    let bound = NIOLoopBound((self, context, action), eventLoop: context.eventLoop)
    return context.eventLoop.scheduleTask(in: time) {
      let (own, context, action) = bound.value
      action(own, context)
    }
  }
}
