import MapTrials
import Testing

@testable import SvyazMap

/// The short forms of `make campaign-maps` and `make campaign-render`.
@Suite struct MapCampaignTests {
  @Test func twoHundredRendersOneInTenHostile() async throws {
    let campaign = try await RenderCampaign.run(
      renders: 200, seed: 3, worker: Drawing.executable, workers: 2, lanes: 4)
    #expect(campaign.failures == [])
    #expect(campaign.hostile == 20)
    #expect(campaign.drawn >= 180)
    // Both ends occur: hostile maps that are drawn after all, and refusals.
    #expect(campaign.ends["drawn", default: 0] > 0)
    #expect(campaign.ends["map.inconsistent", default: 0] > 0)
    #expect(campaign.ends["map.deadlineExceeded", default: 0] > 0)
    #expect(campaign.residentAtEnd > 0)
  }
}
