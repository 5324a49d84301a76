/// Every route of the service. The tests ask each of them as every role.
enum Sections {
  static let routes: [WebRoute] =
    SignInPages.routes + Operations.routes + Assets.routes + AccountPage.routes + PeoplePage.routes
    + OverviewPage.routes
    + MatchingDesk.routes + AssociationsPage.routes + AssociationDesk.routes
}
