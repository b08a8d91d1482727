using CustomerGapBot.Product;
using FsCheck;
using FsCheck.Fluent;

namespace CustomerGapBot.Tests.Product;

/// <summary>Whatever snapshots of an issue come, how often and in which order: the mirror ends at the newest.</summary>
internal sealed class IssueMirrorTests
{
    [Test]
    public async Task Any_order_of_any_snapshots_ends_at_the_newest()
    {
        await using var bot = await TestBot.StartAsync();
        var id = 100L;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Gen.Choose(0, 9).NonEmptyListOf().ToArbitrary(), ages =>
        {
            id++;
            var steps = bot.Database.DoAsync(work => ages.Select(age =>
            {
                var before = IssueMirror.Issue(work, id)?.Issue;
                var change = IssueMirror.Apply(work, At(id, age));
                var again = IssueMirror.Apply(work, At(id, age));
                return (Before: before, Change: change, Again: again, After: IssueMirror.Issue(work, id)!.Issue);
            }).ToList(), CancellationToken.None).GetAwaiter().GetResult();

            Assert.That(steps[^1].After.Title, Is.EqualTo($"Title {ages.Max()}"));
            foreach (var (before, change, again, after) in steps)
            {
                Assert.That(again, Is.EqualTo(change == Change.Older ? Change.Older : Change.Same));
                Assert.That(before is null || after.UpdatedAt >= before.UpdatedAt);
            }
        }));
    }

    private static Issue At(long id, int age) => new(
        id, "acme/feedback", id, $"https://github.com/acme/feedback/issues/{id}", $"Title {age}", "", new("carol-cruz", null, false), [], [], null,
        true, null, false, null, 0, 0, ManualTimeProvider.Start, ManualTimeProvider.Start.AddSeconds(age));
}
