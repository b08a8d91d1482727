using CustomerGapBot.Slack;
using FsCheck;
using FsCheck.Fluent;

namespace CustomerGapBot.Tests.Slack;

internal sealed class SlackTextTests
{
    [Test]
    public void Three_characters_are_escaped() => Assert.That(SlackText.Escape("a<b>&c*\"'"), Is.EqualTo("a&lt;b&gt;&amp;c*\"'"));

    [TestCase("abcdef", 6, "abcdef")]
    [TestCase("abcdef", 5, "abcd…")]
    [TestCase("ab&amp;cd", 5, "ab…")]
    [TestCase("ab&amp;cd", 8, "ab&amp;…")]
    [TestCase("x <https://a|b> c", 12, "x …")]
    [TestCase("a😀b", 3, "a…")]
    public void A_cut_leaves_nothing_half(string text, int most, string cut) => Assert.That(SlackText.Cut(text, most), Is.EqualTo(cut));

    [Test]
    public void A_cut_text_is_within_its_bound_and_still_escaped() =>
        Check.QuickThrowOnFailure(Prop.ForAll<NonNull<string>, PositiveInt>((raw, most) =>
        {
            var bound = most.Get + 1;
            var cut = SlackText.Cut(SlackText.Escape(raw.Get), bound);
            var bare = cut.Replace("&amp;", "").Replace("&lt;", "").Replace("&gt;", "");
            return cut.Length <= bound && !bare.AsSpan().ContainsAny('&', '<', '>');
        }));
}
