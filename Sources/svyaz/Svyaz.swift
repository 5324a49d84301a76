import ArgumentParser

@main struct Svyaz: ParsableCommand {}
