using CustomerGapBot.Slack;

namespace CustomerGapBot.Tests.Slack;

internal sealed class WebLinkTests
{
    [TestCase("https://example.com/a b", "https://example.com/a%20b")]
    [TestCase("http://example.com:8080/x?y=1#z", "http://example.com:8080/x?y=1#z")]
    [TestCase("HTTPS://Example.COM", "https://example.com/")]
    [TestCase("mailto:ann@example.com", "mailto:ann@example.com")]
    [TestCase("https://bücher.example/", "https://xn--bcher-kva.example/")]
    [TestCase("https://example.com/@here", "https://example.com/%40here")]
    [TestCase("javascript:alert(1)", null)]
    [TestCase("data:text/html,x", null)]
    [TestCase("slack://open", null)]
    [TestCase("file:///etc/passwd", null)]
    [TestCase("/etc/passwd", null)]
    [TestCase("docs/a.md", null)]
    [TestCase("https://user:pass@example.com/", null)]
    [TestCase("https://", null)]
    [TestCase("mailto:", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void Only_web_and_mail_addresses_may_be_followed(string? url, string? safe) => Assert.That(WebLink.Safe(url), Is.EqualTo(safe));

    [Test]
    public void An_address_beyond_Slacks_limit_is_text()
    {
        Assert.That(WebLink.Safe("https://example.com/" + new string('a', 3_000)), Is.Null);
    }

    [TestCase("https://bank.example/login")]
    [TestCase("bank.example")]
    [TestCase("  BANK.example  ")]
    [TestCase("ｂａｎｋ．ｅｘａｍｐｌｅ")]
    [TestCase("bank\u200B.example")]
    [TestCase("bank。example")]
    [TestCase("𝐛𝐚𝐧𝐤.example")]
    [TestCase("www.bank.example")]
    [TestCase("see https://bank.example now")]
    [TestCase("(bank.example)")]
    [TestCase("me@bank.example")]
    [TestCase("https://evil.example@bank.example")]
    [TestCase("bank.example/login?x")]
    public void A_link_that_reads_as_another_address_shows_its_own(string text)
    {
        var link = (LinkLeaf)WebLink.To("https://evil.example/", text);
        Assert.That(link.Text, Is.Null);
        Assert.That(link.Seen, Is.EqualTo("https://evil.example/"));
    }

    [TestCase("evil.example")]
    [TestCase("https://www.evil.example/elsewhere")]
    [TestCase("the report")]
    [TestCase("Program.cs")]
    [TestCase("v1.2.3")]
    [TestCase("e.g. this")]
    public void A_link_that_does_not_keeps_its_text(string text)
    {
        Assert.That(((LinkLeaf)WebLink.To("https://evil.example/", text)).Text, Is.EqualTo(text));
    }

    [Test]
    public void What_may_not_be_followed_is_text()
    {
        Assert.That(WebLink.To("javascript:alert(1)", "press me"), Is.EqualTo(new TextLeaf("press me")));
        Assert.That(WebLink.To("javascript:alert(1)", ""), Is.EqualTo(new TextLeaf("javascript:alert(1)")));
    }
}
