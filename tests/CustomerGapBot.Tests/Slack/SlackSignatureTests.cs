using System.Text;
using CustomerGapBot.Slack;

namespace CustomerGapBot.Tests.Slack;

internal sealed class SlackSignatureTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Timestamp = "1531420618";
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private const string Body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
        + "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
        + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    [Test]
    public void The_documented_example_fits() => Assert.That(Fits(), Is.True);

    [TestCase(300, true)]
    [TestCase(301, false)]
    [TestCase(-300, true)]
    [TestCase(-301, false)]
    public void It_is_good_for_five_minutes_either_way(int secondsOff, bool fits) => Assert.That(Fits(secondsOff: secondsOff), Is.EqualTo(fits));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("NaN")]
    [TestCase("1531420618.0")]
    [TestCase("-1531420618")]
    [TestCase(" 1531420618")]
    [TestCase("99999999999999999999999")]
    [TestCase("9223372036854775807")]
    public void A_timestamp_that_is_none_does_not_fit(string? timestamp) => Assert.That(Fits(timestamp: timestamp), Is.False);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("v0=")]
    [TestCase("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [TestCase("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [TestCase("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b504")]
    [TestCase("v0=zz114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    public void Another_signature_does_not_fit(string? signature) => Assert.That(Fits(signature: signature), Is.False);

    [Test]
    public void Another_body_does_not_fit() => Assert.That(Fits(body: Body + "&"), Is.False);

    [Test]
    public void Another_secret_does_not_fit() => Assert.That(Fits(secret: Secret.ToUpperInvariant()), Is.False);

    [Test]
    public void Without_a_secret_nothing_fits() => Assert.That(Fits(secret: ""), Is.False);

    private static bool Fits(
        string secret = Secret, string body = Body, string? timestamp = Timestamp, string? signature = Signature, int secondsOff = 0)
    {
        var clock = new ManualTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1531420618 + secondsOff));
        return new SlackSignature(new SlackOptions { SigningSecret = secret }, clock).Fits(Encoding.UTF8.GetBytes(body), timestamp, signature);
    }
}
