using System.Net.Http.Json;
using System.Text.Json;
using CustomerGapBot.Sandbox;

namespace CustomerGapBot.Tests.Sandbox;

/// <summary>Calls the stand-in as any client of Slack's Web API would.</summary>
internal sealed class SlackCaller(StandIns standIns) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new(standIns.Settings["Slack:ApiUrl"]!) };

    public async Task<JsonElement> PostAsync(string method, object arguments) => await ReadAsync(await SendAsync(method, JsonContent.Create(arguments)));

    public async Task<JsonElement> FormAsync(string method, params (string Name, string Value)[] arguments) =>
        await ReadAsync(await SendAsync(method, new FormUrlEncodedContent(arguments.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)))));

    public Task<HttpResponseMessage> SendAsync(string method, HttpContent content, string? token = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = content };
        request.Headers.Authorization = new("Bearer", token ?? standIns.Settings["Slack:BotToken"]);
        return http.SendAsync(request);
    }

    public async Task<string> SayAsync(string channel, object? more = null)
    {
        var answer = await PostAsync("chat.postMessage", more ?? new { channel, text = "hello" });
        Assert.That(answer.GetProperty("ok").GetBoolean(), Is.True, $"{answer}");
        return answer.GetProperty("ts").GetString()!;
    }

    public void Dispose() => http.Dispose();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.LessThan(500), body);
        return JsonElement.Parse(body);
    }
}
