using System.Text.Json;
using CustomerGapBot.Slack;
using static CustomerGapBot.Slack.Blocks;

namespace CustomerGapBot.Tests.Slack;

internal sealed class MessageTests
{
    [Test]
    public void A_message_is_the_body_that_Slack_takes()
    {
        var message = new Message("Export <fails> & stops",
        [
            Header("Feedback #7 needs a curator"),
            Section($"*{"a*b"}* asked by {12} customers", Button("Open", "feedback.open", "7").Primary),
            Context($"open {3} days", $"since {Mrkdwn.Date(DateTimeOffset.UnixEpoch)}"),
            Divider(),
            Rich(Line("by ", Link("https://github.com/ann", "@ann")), Bullets(Line("one"), Line(Bold("two"))), Quote("said"), Preformatted("x = 1")),
            Actions(
                LinkButton("GitHub", "feedback.github", "https://github.com/o/r/issues/7"),
                Button("Reject", "feedback.reject", "7").Danger.Confirmed("Reject?", "It will be closed.", "Reject", "Keep")),
        ])
        { Broadcast = true };

        Assert.That(message.ToJson(), Is.EqualTo(string.Concat("""
            {"text":"Export &lt;fails&gt; &amp; stops","blocks":[
            {"type":"header","text":{"type":"plain_text","text":"Feedback #7 needs a curator","emoji":false}},
            {"type":"section","text":{"type":"mrkdwn","text":"*a*~b* asked by 12 customers","verbatim":true},
            "accessory":{"type":"button","text":{"type":"plain_text","text":"Open","emoji":false},"action_id":"feedback.open","value":"7","style":"primary"}},
            {"type":"context","elements":[{"type":"mrkdwn","text":"open 3 days","verbatim":true},
            {"type":"mrkdwn","text":"since <!date^0^{date_short_pretty} {time}|1970-01-01 00:00 UTC>","verbatim":true}]},
            {"type":"divider"},
            {"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"by "},
            {"type":"link","url":"https://github.com/ann","text":"@ann"}]},
            {"type":"rich_text_list","style":"bullet","indent":0,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"one"}]},
            {"type":"rich_text_section","elements":[{"type":"text","text":"two","style":{"bold":true}}]}]},
            {"type":"rich_text_quote","elements":[{"type":"text","text":"said"}]},
            {"type":"rich_text_preformatted","elements":[{"type":"text","text":"x = 1"}]}]},
            {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"GitHub","emoji":false},"action_id":"feedback.github",
            "url":"https://github.com/o/r/issues/7"},
            {"type":"button","text":{"type":"plain_text","text":"Reject","emoji":false},"action_id":"feedback.reject","value":"7","style":"danger",
            "confirm":{"title":{"type":"plain_text","text":"Reject?","emoji":false},"text":{"type":"plain_text","text":"It will be closed.","emoji":false},
            "confirm":{"type":"plain_text","text":"Reject","emoji":false},"deny":{"type":"plain_text","text":"Keep","emoji":false}}}]}
            ],"reply_broadcast":true}
            """.Split('\n')).Replace('~', '\u200B')));
        Assert.That(Limits.Of(message), Is.Empty);
    }

    [Test]
    public void A_quiet_message_says_nothing_of_broadcasting()
    {
        Assert.That(new Message("Hello", []).ToJson(), Is.EqualTo("""{"text":"Hello"}"""));
    }

    [TestCase(10_000, "a")]
    [TestCase(10_000, "&")]
    [TestCase(3_000, "🏳️‍🌈")]
    [TestCase(3_000, "<a> ")]
    public void A_long_text_is_cut_to_what_an_edit_may_hold(int times, string piece)
    {
        var text = TextOf(new Message(string.Concat(Enumerable.Repeat(piece, times)), []));

        Assert.That(text, Has.Length.InRange(2_900, Message.MaxText).And.EndsWith("…"));
        Assert.That(Mrkdwn.Unescape(text)[..^1].Replace(piece.Trim(), "", StringComparison.Ordinal).Trim(), Is.Empty);
    }

    [Test]
    public void The_text_calls_nobody_and_opens_nothing()
    {
        var text = TextOf(new Message("<!channel> <@U1> @here ＠everyone \u202Egpj.exe a\u0000b", []));

        Assert.That(text, Is.EqualTo("&lt;!channel&gt; &lt;@U1&gt; @\u2060here ＠\u2060everyone gpj.exe ab"));
    }

    private static string TextOf(Message message) => JsonDocument.Parse(message.ToJson()).RootElement.GetProperty("text").GetString()!;
}
