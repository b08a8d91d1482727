using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace CustomerGapBot.Sandbox;

/// <summary>Slack's Web API as callers meet it: token, content type, rate limit, then the method. docs.slack.dev, Using the Web API.</summary>
internal sealed class SlackDoor(Workspace workspace, SlackLimits limits, string botToken)
{
    private long requests;

    public ApiAnswer Answer(ApiRequest request)
    {
        try
        {
            var method = SlackMethods.All.GetValueOrDefault(request.What) ?? throw new SlackRefusal("unknown_method");
            Authorise(request.Http);
            var warnings = new List<string>();
            var arguments = Read(request, method, warnings);
            var wait = limits.Ask(request.What, method.Tier, method.Tier == Tier.Post ? arguments.Text("channel") ?? "" : "");
            if (wait > 0) return TooMany(request.What, wait);
            return Ok(method.Run(workspace, arguments), warnings);
        }
        catch (SlackRefusal refusal)
        {
            return Refused(refusal);
        }
    }

    public ApiAnswer Refuse(Fault fault) => fault.Kind switch
    {
        FaultKind.Error => Refused(new(fault.Error)),
        FaultKind.TooMany => TooMany(fault.Method, (int)Math.Ceiling(fault.Span.TotalSeconds)),
        _ => With(new ApiAnswer(fault.Status, """{"ok":false,"error":"internal_error"}""", "internal_error")),
    };

    private void Authorise(HttpRequest http)
    {
        var header = $"{http.Headers.Authorization}";
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal)) throw new SlackRefusal("not_authed");
        if (header["Bearer ".Length..] != botToken) throw new SlackRefusal("invalid_auth");
    }

    private static Arguments Read(ApiRequest request, SlackMethod method, List<string> warnings)
    {
        var query = request.Http.Query.ToDictionary(pair => pair.Key, pair => $"{pair.Value}");
        if (HttpMethods.IsGet(request.Http.Method)) return new(Values(query));
        if (!HttpMethods.IsPost(request.Http.Method)) throw new SlackRefusal("invalid_post_type");
        if (request.Body.Length == 0) return new(Values(query));

        var type = request.Http.ContentType ?? throw new SlackRefusal("missing_post_type");
        if (type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            if (!type.Contains("charset", StringComparison.OrdinalIgnoreCase)) warnings.Add("missing_charset");
            var values = Json(request.Body);
            return new(method.Reads ? Values(query) : values);
        }

        if (!type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)) throw new SlackRefusal("invalid_post_type");
        return new(Values(QueryHelpers.ParseQuery(request.Body).ToDictionary(pair => pair.Key, pair => $"{pair.Value}")));
    }

    private static Dictionary<string, JsonElement> Json(string body)
    {
        try
        {
            var json = JsonElement.Parse(body);
            return json.ValueKind == JsonValueKind.Object
                ? json.EnumerateObject().ToDictionary(field => field.Name, field => field.Value)
                : throw new SlackRefusal("json_not_object");
        }
        catch (JsonException)
        {
            throw new SlackRefusal("invalid_json");
        }
    }

    private static Dictionary<string, JsonElement> Values(IReadOnlyDictionary<string, string> texts) =>
        texts.ToDictionary(pair => pair.Key, pair => JsonSerializer.SerializeToElement(pair.Value));

    private ApiAnswer Ok(JsonObject result, List<string> warnings)
    {
        var answer = new JsonObject { ["ok"] = true };
        if (result["warning"]?.GetValue<string>() is { } warning) warnings.Add(warning);
        foreach (var (name, value) in result) answer[name] = value?.DeepClone();
        if (warnings.Count > 0)
        {
            answer["warning"] = string.Join(',', warnings);
            answer["response_metadata"] ??= new JsonObject();
            answer["response_metadata"]!["warnings"] = new JsonArray([.. warnings.Select(text => JsonValue.Create(text))]);
        }

        return With(new(200, answer.ToJsonString()));
    }

    private ApiAnswer Refused(SlackRefusal refusal)
    {
        var answer = new JsonObject { ["ok"] = false, ["error"] = refusal.Code };
        if (refusal.Messages.Count > 0)
            answer["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. refusal.Messages.Select(text => JsonValue.Create(text))]) };
        return With(new(200, answer.ToJsonString(), refusal.Code));
    }

    private ApiAnswer TooMany(string method, int seconds)
    {
        var code = method.StartsWith("chat.", StringComparison.Ordinal) ? "rate_limited" : "ratelimited";
        var answer = With(new ApiAnswer(429, new JsonObject { ["ok"] = false, ["error"] = code }.ToJsonString(), code));
        answer.Headers["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    private ApiAnswer With(ApiAnswer answer)
    {
        answer.Headers["x-slack-req-id"] = $"req-{Interlocked.Increment(ref requests)}";
        answer.Headers["x-oauth-scopes"] =
            "commands,chat:write,reactions:read,users:read,users:read.email,channels:read,channels:join,channels:history,groups:read,groups:history,im:write";
        return answer;
    }
}
