using CustomerGapBot.Routing;
using FsCheck;
using FsCheck.Fluent;

namespace CustomerGapBot.Tests.Routing;

/// <summary>How criteria go together: all of Include, none of Exclude.</summary>
internal sealed class RouteTests
{
    private static readonly string[] Words = ["a", "b", "c", "A"];

    private static readonly Gen<IReadOnlyList<string>> Some = Gen.SubListOf(Words).Select(words => (IReadOnlyList<string>)[.. words]);

    private static readonly Arbitrary<FilterOptions> Filters = (
        from anyLabel in Some
        from allLabels in Some
        from authors in Some
        from actions in Some
        select new FilterOptions { AnyLabel = anyLabel, AllLabels = allLabels, Authors = authors, Actions = actions }).ToArbitrary();

    private static readonly Arbitrary<Candidate> Candidates = (
        from labels in Some
        from author in Gen.Elements(Words)
        from action in Gen.Elements(Words)
        select new Candidate(action, labels, author, false, false)).ToArbitrary();

    [Test]
    public void What_is_excluded_is_left_out_whatever_is_included() => Check.QuickThrowOnFailure(Prop.ForAll(Filters, Filters, Candidates, (include, exclude, it) =>
        Shows(new(), exclude, it) || !Shows(include, exclude, it)));

    [Test]
    public void A_further_criterion_never_lets_more_through() => Check.QuickThrowOnFailure(Prop.ForAll(Filters, Filters, Candidates, (include, exclude, it) =>
    {
        var shown = Shows(include, exclude, it);
        foreach (var fewer in OneLess(include)) Assert.That(!shown || Shows(fewer, exclude, it));
        foreach (var fewer in OneLess(exclude)) Assert.That(!shown || Shows(include, fewer, it));
    }));

    [Test]
    public void Without_criteria_all_is_shown() => Check.QuickThrowOnFailure(Prop.ForAll(Candidates, it => Shows(new(), new(), it)));

    private static bool Shows(FilterOptions include, FilterOptions exclude, Candidate it) =>
        new Route("Rule", "acme/feedback", "#feedback", new() { Include = include, Exclude = exclude }).LeavesOut(it) is null;

    private static IEnumerable<FilterOptions> OneLess(FilterOptions all) =>
    [
        new() { AllLabels = all.AllLabels, Authors = all.Authors, Actions = all.Actions },
        new() { AnyLabel = all.AnyLabel, Authors = all.Authors, Actions = all.Actions },
        new() { AnyLabel = all.AnyLabel, AllLabels = all.AllLabels, Actions = all.Actions },
        new() { AnyLabel = all.AnyLabel, AllLabels = all.AllLabels, Authors = all.Authors },
    ];
}
