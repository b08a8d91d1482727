using CustomerGapBot.Slack;
using static CustomerGapBot.Slack.Blocks;

namespace CustomerGapBot.Tests.Slack;

internal sealed class RichTextTests
{
    private static readonly RichText Whole = Rich(
        Line("First line\nsecond ", Bold("line")),
        Bullets(Line("one"), Line("two\nmore of two")),
        Preformatted("a = 1\nb = 2\nc = 3"),
        Quote("said"));

    [Test]
    public void It_reads_as_lines()
    {
        Assert.That(Whole.ToPlainText(), Is.EqualTo("""
            First line
            second line
            • one
            • two
              more of two
            a = 1
            b = 2
            c = 3
            > said
            """.ReplaceLineEndings("\n")));
    }

    [TestCase(1, "First line")]
    [TestCase(2, "First line|second line")]
    [TestCase(4, "First line|second line|• one|• two")]
    [TestCase(7, "First line|second line|• one|• two|  more of two|a = 1|b = 2")]
    public void It_is_cut_between_lines_also_within_a_list_and_code(int lines, string kept)
    {
        Assert.That(Whole.Cut(lines, 1_000, out var cut).ToPlainText().Replace('\n', '|'), Is.EqualTo(kept));
        Assert.That(cut, Is.True);
    }

    [Test]
    public void What_fits_is_left_alone()
    {
        Assert.That(Whole.Cut(9, 1_000, out var cut), Is.SameAs(Whole));
        Assert.That(cut, Is.False);
    }

    [TestCase(21, "First line")]
    [TestCase(22, "First line|second line")]
    public void A_line_is_there_whole_or_not_at_all(int chars, string kept)
    {
        Assert.That(Whole.Cut(9, chars, out _).ToPlainText().Replace('\n', '|'), Is.EqualTo(kept));
    }

    [TestCase("one two three", 9, "one two…")]
    [TestCase("one two three", 8, "one two…")]
    [TestCase("one two three", 7, "one…")]
    [TestCase("abcdefghij", 5, "abcd…")]
    [TestCase("ab👨‍👩‍👧cd", 6, "ab…")]
    [TestCase("ab", 1, "")]
    [TestCase("ab", 0, "")]
    public void A_line_too_long_for_any_card_ends_with_a_word(string line, int chars, string kept)
    {
        Assert.That(Rich(Line(line)).Cut(3, chars, out var cut).ToPlainText(), Is.EqualTo(kept));
        Assert.That(cut, Is.True);
    }

    [Test]
    public void More_can_be_said_after_it()
    {
        Assert.That(Rich(Line("a")).Then(Line(Link("https://example.com/", "Read on"))).ToPlainText(), Is.EqualTo("a\nRead on"));
    }
}
