using CustomerGapBot.Slack;
using FsCheck;
using FsCheck.Fluent;

namespace CustomerGapBot.Tests.Slack;

internal sealed class MrkdwnTests
{
    [Test]
    public void Holes_are_escaped_and_our_own_words_are_not()
    {
        var name = "<!channel> *x*\n@here";
        Mrkdwn words = $"*Owner*: {name} & {Mrkdwn.User("U012AB")}";

        Assert.That(words.Text, Is.EqualTo("*Owner*: &lt;!channel&gt; *\u200Bx*\u200B @\u2060here & <@U012AB>"));
    }

    [Test]
    public void What_is_no_id_names_nobody()
    {
        Assert.That(Mrkdwn.User("U1> <!here").Text, Is.EqualTo("U1&gt; &lt;!here"));
        Assert.That(Mrkdwn.Channel("#general").Text, Is.EqualTo("#general"));
    }

    [Test]
    public void A_label_cannot_leave_its_link()
    {
        Assert.That(Mrkdwn.Link("https://example.com/a?b=1&c=2", "a|b>c").Text, Is.EqualTo("<https://example.com/a?b=1&amp;c=2|a¦b&gt;c>"));
        Assert.That(Mrkdwn.Link("javascript:alert(1)", "a").Text, Is.EqualTo("a"));
    }

    [Test]
    public void Numbers_and_times_read_the_same_everywhere()
    {
        Mrkdwn words = $"{1234.5:0.00} {new DateOnly(2026, 11, 22):yyyy-MM-dd}";
        Assert.That(words.Text, Is.EqualTo("1234.50 2026-11-22"));
    }

    [Test]
    public void Escaping_can_be_undone()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Nasty.Texts, text =>
            Mrkdwn.Unescape(Mrkdwn.Escape(text)) == text && !Mrkdwn.Escape(text).AsSpan().ContainsAny('<', '>')));
    }
}
