using CustomerGapBot.GitHub;
using Microsoft.Extensions.Configuration;

namespace CustomerGapBot.Tests.GitHub;

internal sealed class GitHubOptionsTests
{
    [Test]
    public void What_is_needed_is_enough()
    {
        var options = Read(("GitHub:Token", " github_pat_abc\n"), ("GitHub:WebhookSecrets:0", "old"), ("GitHub:WebhookSecrets:1", "new"));

        Assert.That(options.Faults(), Is.Empty);
        Assert.That(options.Token, Is.EqualTo("github_pat_abc"));
        Assert.That(options.WebhookSecrets, Is.EqualTo(["old", "new"]));
        Assert.That(options.Api, Is.EqualTo(new Uri("https://api.github.com/")));
    }

    [Test]
    public void Every_fault_is_told_at_once_with_its_mend_and_without_a_secret()
    {
        var faults = Read(("GitHub:WebhookSecrets:0", "hush"), ("GitHub:WebhookSecrets:1", " "), ("GitHub:ApiUrl", "github.example")).Faults().ToList();

        Assert.That(faults, Has.Count.EqualTo(3));
        Assert.That(faults[0], Does.Contain("GitHub:Token").And.Contain("Issues (read)").And.Contain("Metadata (read)"));
        Assert.That(faults[1], Does.Contain("GitHub:WebhookSecrets:1"));
        Assert.That(faults[2], Does.Contain("GitHub:ApiUrl").And.Contain("https://HOST/api/v3/"));
        Assert.That(string.Concat(faults), Does.Not.Contain("hush"));
    }

    [Test]
    public void A_token_that_no_header_can_carry_is_a_fault_that_does_not_show_it()
    {
        var faults = Read(("GitHub:Token", "ghp_one\nghp_two")).Faults().ToList();

        Assert.That(faults, Has.Count.EqualTo(1));
        Assert.That(faults[0], Does.Not.Contain("ghp_"));
    }

    [TestCase("ftp://api.example/")]
    [TestCase("/api/v3/")]
    [TestCase("https://user:word@ghes.example/api/v3/")]
    [TestCase("https://ghes.example/api/v3/?x=1")]
    public void An_address_that_cannot_be_asked_is_a_fault(string address) =>
        Assert.That(Read(("GitHub:Token", "t"), ("GitHub:ApiUrl", address)).Faults().ToList(), Has.Count.EqualTo(1));

    [TestCase("", "https://github.com/")]
    [TestCase("https://api.github.com", "https://github.com/")]
    [TestCase("https://ghes.example/api/v3", "https://ghes.example/")]
    [TestCase("https://ghes.example:8443/api/v3/", "https://ghes.example:8443/")]
    [TestCase("https://api.acme.ghe.com/", "https://acme.ghe.com/")]
    [TestCase("http://127.0.0.1:5080/github/api/v3/", "http://127.0.0.1:5080/github/")]
    public void People_look_where_the_API_belongs_to(string api, string web) =>
        Assert.That(Read(("GitHub:ApiUrl", api)).WebUrl, Is.EqualTo(new Uri(web)));

    private static GitHubOptions Read(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
            .Build().GetSection(GitHubOptions.Section).Get<GitHubOptions>() ?? new GitHubOptions();
}
