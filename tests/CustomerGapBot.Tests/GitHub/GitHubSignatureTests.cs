using CustomerGapBot.GitHub;

namespace CustomerGapBot.Tests.GitHub;

internal sealed class GitHubSignatureTests
{
    // docs.github.com, validating webhook deliveries
    private const string Secret = "It's a Secret to Everybody";
    private const string Fitting = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private static readonly GitHubSignature Signature = new(new GitHubOptions { WebhookSecrets = [Secret] });

    [Test]
    public void The_example_that_GitHub_publishes_fits() =>
        Assert.That(Signature.Fits("Hello, World!"u8, Fitting), Is.True);

    [Test]
    public void Hex_in_upper_case_is_the_same_number() =>
        Assert.That(Signature.Fits("Hello, World!"u8, $"sha256={Fitting[7..].ToUpperInvariant()}"), Is.True);

    [Test]
    public void Another_body_does_not_fit() =>
        Assert.That(Signature.Fits("Hello, world!"u8, Fitting), Is.False);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("sha256=")]
    [TestCase("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [TestCase("sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [TestCase("SHA256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [TestCase("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1")]
    [TestCase("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1g")]
    [TestCase("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1700")]
    [TestCase("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e16")]
    public void A_header_that_is_not_the_signature_does_not_fit(string? header) =>
        Assert.That(Signature.Fits("Hello, World!"u8, header), Is.False);

    [Test]
    public void Any_of_several_secrets_fits()
    {
        var changing = new GitHubSignature(new GitHubOptions { WebhookSecrets = ["the new one", Secret, "another"] });

        Assert.That(changing.Fits("Hello, World!"u8, Fitting), Is.True);
    }

    [Test]
    public void Without_a_secret_nothing_fits_and_a_blank_one_is_none()
    {
        var blank = new GitHubSignature(new GitHubOptions { WebhookSecrets = ["", " "] });

        Assert.That(blank.IsConfigured, Is.False);
        Assert.That(blank.Fits("Hello, World!"u8, Sign.With("", "Hello, World!"u8)), Is.False);
    }
}
