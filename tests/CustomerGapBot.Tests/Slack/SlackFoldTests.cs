using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerGapBot.Slack;

namespace CustomerGapBot.Tests.Slack;

internal sealed class SlackFoldTests
{
    private static readonly Func<JsonElement, IReadOnlyList<string>> Fit = _ => [];

    [Test]
    public void Neighbours_become_one_with_a_line_between()
    {
        var folded = SlackFold.Fold([Body("one", 1), Body("two", 2)], Fit);
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(folded!), JsonNode.Parse("""
            {"text":"one\ntwo","blocks":[{"type":"b0"},{"type":"divider"},{"type":"b0"},{"type":"b1"}]}
            """)), Is.True, folded);
    }

    [Test]
    public void Plain_texts_stay_plain() =>
        Assert.That(SlackFold.Fold(["""{"text":"one"}""", """{"text":"two"}"""], Fit), Is.EqualTo("""{"text":"one\ntwo"}"""));

    [Test]
    public void A_plain_text_would_vanish_beside_blocks() => Assert.That(SlackFold.Fold([Body("one", 1), """{"text":"two"}"""], Fit), Is.Null);

    [TestCase(10, true)]
    [TestCase(11, false)]
    public void Ten_are_the_most(int bodies, bool fits) =>
        Assert.That(SlackFold.Fold([.. Enumerable.Range(0, bodies).Select(_ => Body("x", 1))], Fit) is not null, Is.EqualTo(fits));

    [TestCase(22, true)]
    [TestCase(23, false)]
    public void Forty_five_blocks_are_the_most(int blocks, bool fits) =>
        Assert.That(SlackFold.Fold([Body("x", blocks), Body("x", 22)], Fit) is not null, Is.EqualTo(fits));

    [TestCase(1499, true)]
    [TestCase(1500, true)]
    [TestCase(1501, false)]
    public void Three_thousand_characters_are_the_most(int length, bool fits) =>
        Assert.That(SlackFold.Fold([Body(new string('x', length), 1), Body(new string('x', 1499), 1)], Fit) is not null, Is.EqualTo(fits));

    [Test]
    public void What_is_shown_in_the_channel_too_stays_by_itself() =>
        Assert.That(SlackFold.Fold([Body("one", 1), """{"text":"two","blocks":[{"type":"b"}],"reply_broadcast":true}"""], Fit), Is.Null);

    [Test]
    public void What_would_be_over_the_limits_is_not_folded() => Assert.That(SlackFold.Fold([Body("one", 1), Body("two", 1)], _ => ["too long"]), Is.Null);

    [Test]
    public void What_cannot_be_read_or_holds_more_is_not_folded()
    {
        Assert.That(SlackFold.Fold(["{"], Fit), Is.Null);
        Assert.That(SlackFold.Fold(["""{"text":"x","attachments":[]}"""], Fit), Is.Null);
        Assert.That(SlackFold.Fold([], Fit), Is.Null);
    }

    private static string Body(string text, int blocks) =>
        JsonSerializer.Serialize(new { text, blocks = Enumerable.Range(0, blocks).Select(i => new { type = $"b{i}" }) });
}
