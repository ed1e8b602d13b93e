/// What people call the skills and events of the two simulators; other names are only unfolded.
struct SimulatorWords {
  let domain: String

  var scene: DescribedVideo.Scene {
    switch domain {
    case "crafter": .game
    case "metaworld": .robot
    default: .unknown
    }
  }

  /// A skill or an event as a verb with its object.
  func skill(_ name: String) -> String {
    Self.phrases["\(domain)/\(name)"]?.0 ?? FactLabel.words(name)
  }

  /// What the skill or event is done to.
  func object(_ name: String) -> String? { Self.phrases["\(domain)/\(name)"]?.1 }

  /// Whether the object stands beside the player, so that it has a side.
  func hasSide(_ name: String) -> Bool {
    domain == "crafter" && Self.phrases["\(domain)/\(name)"]?.2 ?? false
  }

  private static let phrases: [String: (String, String?, Bool)] = [
    "crafter/collect_drink": ("drink water", "water", true),
    "crafter/eat_cow": ("eat a cow", "cow", true),
    "crafter/defeat_zombie": ("defeat a zombie", "zombie", true),
    "crafter/defeat_skeleton": ("defeat a skeleton", "skeleton", true),
    "crafter/collect_stone": ("collect stone", "stone", true),
    "crafter/collect_wood": ("collect wood", "wood", true),
    "crafter/collect_coal": ("collect coal", "coal", true),
    "crafter/collect_iron": ("collect iron", "iron", true),
    "crafter/collect_diamond": ("collect a diamond", "diamond", true),
    "crafter/collect_sapling": ("collect a sapling", "sapling", true),
    "crafter/place_table": ("place a table", "table", true),
    "crafter/place_plant": ("plant a sapling", "sapling", true),
    "crafter/place_furnace": ("place a furnace", "furnace", true),
    "crafter/place_stone": ("place stone", "stone", true),
    "crafter/make_wood_pickaxe": ("make a wooden pickaxe", "wooden pickaxe", false),
    "crafter/make_wood_sword": ("make a wooden sword", "wooden sword", false),
    "crafter/make_stone_pickaxe": ("make a stone pickaxe", "stone pickaxe", false),
    "crafter/make_stone_sword": ("make a stone sword", "stone sword", false),
    "crafter/make_iron_pickaxe": ("make an iron pickaxe", "iron pickaxe", false),
    "crafter/make_iron_sword": ("make an iron sword", "iron sword", false),
    "crafter/wake_up": ("wake up", nil, false),
    "crafter/sleep": ("sleep", nil, false),
    "crafter/explore": ("explore", nil, false),
    "crafter/build_shelter": ("build a shelter", nil, false),
    "metaworld/push": ("push the block", "block", false),
    "metaworld/pick-place": ("carry the block", "block", false),
    "metaworld/button-press": ("press the button", "button", false),
    "metaworld/faucet-close": ("close the faucet", "faucet", false),
    "metaworld/faucet-open": ("open the faucet", "faucet", false),
    "metaworld/drawer-open": ("open the drawer", "drawer", false),
    "metaworld/drawer-close": ("close the drawer", "drawer", false),
    "metaworld/handle-press": ("press the handle down", "handle", false),
    "metaworld/handle-pull": ("pull the handle up", "handle", false),
    "metaworld/window-open": ("open the window", "window", false),
    "metaworld/window-close": ("close the window", "window", false),
    "metaworld/door-lock": ("lock the door", "door lock", false),
    "metaworld/door-unlock": ("unlock the door", "door lock", false),
  ]
}
