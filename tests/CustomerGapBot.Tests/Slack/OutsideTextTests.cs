using CustomerGapBot.Slack;
using FsCheck;
using FsCheck.Fluent;

namespace CustomerGapBot.Tests.Slack;

internal sealed class OutsideTextTests
{
    [TestCase("@here", "@\u2060here")]
    [TestCase("a @Channel, ＠EVERYONE and @someone", "a @\u2060Channel, ＠\u2060EVERYONE and @someone")]
    [TestCase("@\u202Ehere", "@\u2060here")]
    [TestCase("a\u202Eb\u2066c\u200Fd\u061Ce", "abcde")]
    [TestCase("a\u0000\u0007\u0085\tb\nc", "a\tb\nc")]
    [TestCase("a\r\nb\rc\u2028d", "a\nb\nc\nd")]
    [TestCase(null, "")]
    public void It_is_made_harmless(string? text, string clean) => Assert.That(OutsideText.Clean(text), Is.EqualTo(clean));

    [Test]
    public void Half_a_surrogate_pair_is_dropped()
    {
        Assert.That(OutsideText.Clean("a\uD800b\uDC00c😀\uD83D"), Is.EqualTo("abc😀"));
    }

    [Test]
    public void Cleaning_twice_changes_nothing()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Nasty.Texts, text => OutsideText.Clean(OutsideText.Clean(text)) == OutsideText.Clean(text)));
    }

    [Test]
    public void A_cut_keeps_its_bound_and_splits_no_character()
    {
        Check.QuickThrowOnFailure(Prop.ForAll(Nasty.Texts, ArbMap.Default.ArbFor<byte>(), (text, max) =>
        {
            var clean = OutsideText.Clean(text);
            var cut = OutsideText.Cut(clean, max);
            return cut.Length <= max && OutsideText.Clean(cut) == cut && (cut == clean || max == 0 || clean.StartsWith(cut[..^1], StringComparison.Ordinal));
        }));
    }

    [Test]
    public void A_family_is_one_character()
    {
        Assert.That(OutsideText.Cut("ab👨‍👩‍👧cd", 6), Is.EqualTo("ab…"));
    }
}
