using System.Text.Json.Nodes;
using CustomerGapBot.Delivery;
using CustomerGapBot.Slack;

namespace CustomerGapBot.Tests.Slack;

internal sealed class SlackDigestTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Test]
    public void It_lists_the_lines_linked_and_says_how_many_more()
    {
        var digest = SlackDigest.Of([new("<!here> & co", "https://github.com/a/b/issues/1?x=1&y=2", Start), new("plain\n one", null, Start.AddMinutes(1))], 5).ToJson();

        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(digest), JsonNode.Parse("""
            {
              "text": "While this channel was closed:\n• &lt;!here&gt; &amp; co\n• plain one\nand 3 more",
              "blocks": [
                { "type": "header", "text": { "type": "plain_text", "text": "While this channel was closed", "emoji": false } },
                { "type": "rich_text", "elements": [
                  { "type": "rich_text_list", "style": "bullet", "indent": 0, "elements": [
                    { "type": "rich_text_section", "elements": [{ "type": "link", "url": "https://github.com/a/b/issues/1?x=1&y=2", "text": "<!here> & co" }] },
                    { "type": "rich_text_section", "elements": [{ "type": "text", "text": "plain one" }] }] },
                  { "type": "rich_text_section", "elements": [{ "type": "text", "text": "and 3 more" }] }] }
              ]
            }
            """)), Is.True, digest);
        Assert.That(Limits.Of(digest), Is.Empty);
    }

    [Test]
    public void It_lists_the_twenty_newest_oldest_first()
    {
        var digest = SlackDigest.Of([.. Enumerable.Range(0, 30).Reverse().Select(i => new DigestLine($"n{i}", null, Start.AddMinutes(i)))], 100);
        Assert.That(digest.Text, Does.StartWith("While this channel was closed:\n• n10\n• n11\n").And.EndsWith("\n• n29\nand 80 more"));
    }

    [TestCase("javascript:alert(1)")]
    [TestCase("/relative")]
    [TestCase("")]
    public void Only_web_addresses_become_links(string url) =>
        Assert.That(SlackDigest.Of([new("x", url, Start)], 1).ToJson(), Does.Not.Contain("\"link\""));

    [Test]
    public void Titles_are_bounded_and_never_empty()
    {
        var digest = SlackDigest.Of([new(new string('&', 5_000), null, Start), new(" ", null, Start)], 2);
        Assert.That(digest.Text, Has.Length.LessThan(300).And.Contains("(no title)"));
        Assert.That(Limits.Of(digest), Is.Empty);
    }

    [Test]
    public void Without_lines_it_still_says_how_many() => Assert.That(SlackDigest.Of([], 7).Text, Is.EqualTo("While this channel was closed:\n7 messages"));
}
