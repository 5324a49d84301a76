/// Every route of the service. The tests ask each of them as every role.
enum Sections {
  static let routes: [WebRoute] =
    SignInPages.routes + Operations.routes + Assets.routes + AccountPage.routes + PeoplePage.routes
    + LiveChanges.routes + API.routes
    + OverviewPage.routes + SchoolsPage.routes + SchoolPage.routes + RowPages.routes + PartnershipForms.routes
    + EventsPage.routes + EventForms.routes + EventPage.routes + AttendanceForms.routes + AttendanceList.routes
    + IndicatorsPage.routes + MeasuresPage.routes + ImportPage.routes + HistoryPage.routes + HelpPage.routes
    + MatchingDesk.routes + AssociationsPage.routes + AssociationDesk.routes
    + MapsPage.routes
}
