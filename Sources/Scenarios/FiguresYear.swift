public import Atlas

extension Atlas {
    /// The year of figures for a network's year: that year where the atlas has places with figures for it, else the
    /// atlas's own.
    public func figuresYear(_ network: Int) -> Int {
        (try? ModelPlaces(self, year: network, carved: [], connected: Set(regions.map(\.code)))) == nil
            ? year : network
    }
}
