/// The version of Skillet, as `skillet --version` prints it and every document stores it.
public let skilletVersion = "0.1.0"
