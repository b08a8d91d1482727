using CustomerGapBot.GitHub;
using CustomerGapBot.IssueRelay;
using CustomerGapBot.Product;
using CustomerGapBot.Slack;
using CustomerGapBot.Tests.Slack;
using FsCheck;
using FsCheck.Fluent;

namespace CustomerGapBot.Tests.IssueRelay;

/// <summary>What holds for every card and reply, whatever a stranger wrote into any of its parts.</summary>
internal sealed class CardMessagesTests
{
    private static readonly CardMessages Messages = new(new GitHubOptions());
    private static readonly string[] Calls = ["@here", "@channel", "@everyone"];

    [Test]
    public void Any_text_in_any_place_stays_within_the_limits_and_calls_nobody()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Nasty.Texts, Nasty.Texts, (one, other) =>
        {
            foreach (var gone in (string?[])[null, IssueMirror.Deleted, IssueMirror.Transferred])
                AssertFine(Messages.Card(new(Any(one, other), true, gone, gone == IssueMirror.Transferred ? other : null)));
            foreach (var threaded in (bool[])[true, false])
            {
                AssertFine(Messages.Comment(Any(one, other), Said(other, one), threaded, broadcast: false));
                AssertFine(CardMessages.Deleted(Any(other, one), one, threaded));
            }

            Assert.That(CardMessages.Title(Any(one, other)), Is.Not.Empty);
        }));
    }

    [Test]
    public void Four_replies_of_any_length_fit_into_one_message()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Nasty.Texts, text => AssertFold(string.Concat(Enumerable.Repeat(text, 40)))));
        foreach (var text in (string[])["&", "<", "x ", "- a\n", "> q\n", "😀", "[a](https://example.com/" + new string('y', 2_900) + ") ", "`c` *i* **b** "])
            AssertFold(string.Concat(Enumerable.Repeat(text, 70_000 / text.Length)));
    }

    [Test]
    public void Assignees_labels_and_names_are_bounded()
    {
        var name = new string('n', 300);
        var issue = Any(name, "") with { Labels = [.. Enumerable.Repeat(name, 100)], Assignees = [.. Enumerable.Repeat(name, 100)], Milestone = name, IsLocked = true, LockReason = name };
        var card = Messages.Card(new(issue, false, null, null));

        Assert.That(card.Text, Does.Contain(" and 88 more").And.Contain(" and 95 more").And.EndWith(issue.Url));
        Assert.That(card.Text, Has.Length.LessThan(2_500));
    }

    [Test]
    public void A_title_that_names_another_address_is_still_read()
    {
        var card = Messages.Card(new(Any("https://bank.example fails", ""), false, null, null)).ToJson();
        Assert.That(card, Does.Contain("\"type\":\"text\",\"text\":\"https://bank.example fails ").And.Contain("\"url\":\"https://github.com/acme/feedback/issues/12\""));
    }

    [Test]
    public void An_address_that_is_none_once_its_call_is_broken_stays_text() =>
        AssertFine(Messages.Card(new(Any("＠", "mailto:a@here"), false, IssueMirror.Transferred, "mailto:a@here")));

    [Test]
    public void Without_a_title_it_says_so() => Assert.That(CardMessages.Title(Any("\u202E \u2066", "")), Is.EqualTo("#12 (no title)"));

    private static void AssertFold(string text)
    {
        var reply = Messages.Comment(Any(text, text), Said(text, text), threaded: true, broadcast: false).ToJson();
        Assert.That(SlackFold.Fold([reply, reply, reply, reply]), Is.Not.Null);
    }

    private static void AssertFine(Message message)
    {
        var json = message.ToJson();
        Assert.That(Limits.Of(json), Is.Empty);
        Assert.That(Calls.Where(call => json.Contains(call, StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    private static Issue Any(string one, string other) => new(
        1, "acme/feedback", 12, "https://github.com/acme/feedback/issues/12", one, other, Author.From(new(other, 1, "User", one, null), false), [one, other, one],
        [other, one], one, true, null, true, other, 3, 1, ManualTimeProvider.Start, ManualTimeProvider.Start);

    private static Comment Said(string body, string login) => new(
        7, "https://github.com/acme/feedback/issues/12#issuecomment-7", body, new(login, null, false), ManualTimeProvider.Start, ManualTimeProvider.Start.AddSeconds(1));
}
