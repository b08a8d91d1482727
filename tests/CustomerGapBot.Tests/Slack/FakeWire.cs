using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace CustomerGapBot.Tests.Slack;

/// <summary>One call as it went over the wire: a method of the Web API and its fields, from JSON or from a form.</summary>
internal sealed record Call(string Method, JsonObject Fields, string ContentType, string? Authorization)
{
    public string? this[string field] => Fields[field]?.ToString();
}

/// <summary>Slack as a lambda: it sees each call, and what it returns is the answer.</summary>
internal sealed class FakeWire(Func<Call, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public FakeWire(Func<Call, HttpResponseMessage> answer) : this((call, _) => Task.FromResult(answer(call))) { }

    public FakeWire(Func<Call, string> answer) : this(call => Json(answer(call))) { }

    public List<Call> Calls { get; } = [];

    public IEnumerable<string> Methods => Calls.Select(call => call.Method);

    public static HttpResponseMessage Json(string body, int status = 200) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static string Error(string code) => $$"""{"ok":false,"error":"{{code}}"}""";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        var type = request.Content.Headers.ContentType!.ToString();
        var call = new Call(request.RequestUri!.Segments[^1], type.Contains("json") ? JsonNode.Parse(body)!.AsObject() : Form(body), type, request.Headers.Authorization?.ToString());
        Calls.Add(call);
        return await answer(call, cancellationToken);
    }

    private static JsonObject Form(string body)
    {
        var fields = HttpUtility.ParseQueryString(body);
        return new(fields.AllKeys.Select(key => KeyValuePair.Create(key!, (JsonNode?)fields[key])));
    }
}
