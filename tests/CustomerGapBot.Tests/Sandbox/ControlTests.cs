using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CustomerGapBot.Sandbox;

namespace CustomerGapBot.Tests.Sandbox;

internal sealed class ControlTests
{
    private StandIns standIns;
    private HttpClient http;

    [SetUp]
    public async Task StartAsync()
    {
        standIns = await StandIns.StartAsync(new ManualTimeProvider());
        http = new() { BaseAddress = standIns.Address };
    }

    [TearDown]
    public async Task StopAsync()
    {
        http.Dispose();
        await standIns.DisposeAsync();
    }

    [Test]
    public async Task What_is_done_on_the_page_is_in_its_state()
    {
        await PostAsync("sandbox/slack/messages", new { @as = "alice", channel = "#feedback", text = "Hello @bob & <all>" });
        await PostAsync("sandbox/github/issues", new { @as = "zoe", repository = "acme/feedback", title = "Export", body = "Please", labels = new[] { "bug" }, deliver = true });
        await PostAsync("sandbox/github/comments", new { @as = "U0BOB", repository = "acme/feedback", number = 1, body = "Yes", deliver = false });
        await PostAsync("sandbox/github/change", new { @as = "bob", repository = "acme/feedback", number = 1, change = "close", value = "not_planned", deliver = true });
        await PostAsync("sandbox/trouble", new { kind = "tooMany", method = "chat.postMessage", times = 2, seconds = 7 });

        var state = JsonElement.Parse(await http.GetStringAsync("sandbox/state"));
        var issue = state.GetProperty("issues")[0];
        Assert.That(state.GetProperty("messages")[0].GetProperty("text").GetString(), Is.EqualTo("Hello <@U0BOB> &amp; &lt;all&gt;"));
        Assert.That(issue.GetProperty("stateReason").GetString(), Is.EqualTo("not_planned"));
        Assert.That(issue.GetProperty("comments")[0].GetProperty("user").GetString(), Is.EqualTo("bob-brandt"));
        Assert.That(state.GetProperty("trouble")[0].GetProperty("left").GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_fault_says_what_to_do()
    {
        var answer = await http.PostAsJsonAsync("sandbox/slack/messages", new { @as = "nobody", channel = "#feedback", text = "x" });
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("error").GetString(), Does.StartWith("Nobody is called nobody: choose one of alice"));
    }

    [TestCase("Host", "sandbox.evil.example")]
    [TestCase("Origin", "https://evil.example")]
    [TestCase("Origin", "null")]
    public async Task Another_site_may_not_ask(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "sandbox/trouble");
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.That((await http.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private async Task PostAsync(string path, object body)
    {
        var answer = await http.PostAsJsonAsync(path, body);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }
}
