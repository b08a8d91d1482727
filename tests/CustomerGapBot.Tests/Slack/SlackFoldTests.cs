using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerGapBot.Slack;

namespace CustomerGapBot.Tests.Slack;

internal sealed class SlackFoldTests
{
    [Test]
    public void Neighbours_become_one_with_a_line_between()
    {
        var folded = SlackFold.Fold([Body("one", 1), Body("two", 2)]);
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(folded!), JsonNode.Parse("""
            {"text":"one\ntwo","blocks":[{"type":"divider"},{"type":"divider"},{"type":"divider"},{"type":"divider"}]}
            """)), Is.True, folded);
    }

    [Test]
    public void Plain_texts_stay_plain() =>
        Assert.That(SlackFold.Fold(["""{"text":"one"}""", """{"text":"two"}"""]), Is.EqualTo("""{"text":"one\ntwo"}"""));

    [Test]
    public void A_plain_text_would_vanish_beside_blocks() => Assert.That(SlackFold.Fold([Body("one", 1), """{"text":"two"}"""]), Is.Null);

    [TestCase(10, true)]
    [TestCase(11, false)]
    public void Ten_are_the_most(int bodies, bool fits) =>
        Assert.That(SlackFold.Fold([.. Enumerable.Range(0, bodies).Select(_ => Body("x", 1))]) is not null, Is.EqualTo(fits));

    [TestCase(22, true)]
    [TestCase(23, false)]
    public void Forty_five_blocks_are_the_most(int blocks, bool fits) =>
        Assert.That(SlackFold.Fold([Body("x", blocks), Body("x", 22)]) is not null, Is.EqualTo(fits));

    [Test]
    public void However_long_their_texts_the_beginning_of_each_is_in_the_text_of_all()
    {
        var folded = SlackFold.Fold([Body(new string('x', 2_900), 1), Body("second", 1), Body(new string('y', 2_900), 1)]);
        var text = (string)JsonNode.Parse(folded!)!["text"]!;
        Assert.That(text, Has.Length.LessThanOrEqualTo(3_000).And.StartsWith("xxx").And.Contains("\nsecond\nyyy"));
    }

    [Test]
    public void What_is_shown_in_the_channel_too_stays_by_itself() =>
        Assert.That(SlackFold.Fold([Body("one", 1), """{"text":"two","blocks":[{"type":"divider"}],"reply_broadcast":true}"""]), Is.Null);

    [Test]
    public void What_would_be_over_the_limits_is_not_folded()
    {
        var wordy = JsonSerializer.Serialize(new
        {
            text = "x",
            blocks = new[] { new { type = "rich_text", elements = new[] { new { type = "rich_text_section", elements = new[] { new { type = "text", text = new string('x', 7_000) } } } } } },
        });
        Assert.That(SlackFold.Fold([wordy]), Is.Not.Null);
        Assert.That(SlackFold.Fold([wordy, wordy]), Is.Null);
    }

    [Test]
    public void What_cannot_be_read_or_holds_more_is_not_folded()
    {
        Assert.That(SlackFold.Fold(["{"]), Is.Null);
        Assert.That(SlackFold.Fold(["""{"text":"x","attachments":[]}"""]), Is.Null);
        Assert.That(SlackFold.Fold([]), Is.Null);
    }

    private static string Body(string text, int blocks) =>
        JsonSerializer.Serialize(new { text, blocks = Enumerable.Range(0, blocks).Select(_ => new { type = "divider" }) });
}
