using System.Text;
using CustomerGapBot.Sandbox;

namespace CustomerGapBot.Tests.Sandbox;

internal sealed class SigningTests
{
    [Test]
    public void Signs_as_the_example_of_Slack()
    {
        var body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"u8;
        Assert.That(Signing.Slack("8f742231b10e8888abcd99yyyzzz85a5", 1531420618, body),
            Is.EqualTo("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"));
    }

    [Test]
    public void Signs_as_the_example_of_GitHub() =>
        Assert.That(Signing.GitHub("It's a Secret to Everybody", Encoding.UTF8.GetBytes("Hello, World!")),
            Is.EqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));
}
