using CustomerGapBot.Settings;

namespace CustomerGapBot.GitHub;

/// <summary>The settings under <c>GitHub</c>.</summary>
internal sealed class GitHubOptions : ISettings
{
    public static string Section => "GitHub";

    private const string PublicApi = "https://api.github.com/";
    private const string EnterpriseApi = "/api/v3/";

    /// <summary>A fine-grained personal token.</summary>
    public string Token { get; init => field = value.Trim(); } = "";

    /// <summary>Every secret that a webhook may sign with; more than one while secrets are being changed.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; init; } = [];

    public string ApiUrl { get; init => field = string.IsNullOrWhiteSpace(value) ? PublicApi : value.Trim().TrimEnd('/') + "/"; } = PublicApi;

    /// <summary>Right once <see cref="Faults"/> found nothing.</summary>
    public Uri Api => new(ApiUrl);

    /// <summary>
    /// Where people look: <c>https://github.com/</c>; GitHub Enterprise Server's <c>https://HOST/api/v3/</c> is <c>https://HOST/</c> to them,
    /// and <c>https://api.NAME.ghe.com/</c> is <c>https://NAME.ghe.com/</c>.
    /// </summary>
    public Uri WebUrl => ApiUrl.EndsWith(EnterpriseApi, StringComparison.OrdinalIgnoreCase)
        ? new Uri(ApiUrl[..^(EnterpriseApi.Length - 1)])
        : new UriBuilder(Api) { Host = Api.Host.StartsWith("api.", StringComparison.Ordinal) ? Api.Host[4..] : Api.Host }.Uri;

    /// <summary>What is wrong with the settings, a sentence each with its mend. No secret is in any.</summary>
    public IEnumerable<string> Faults()
    {
        if (Token.Length == 0)
            yield return "GitHub:Token is missing: make a fine-grained personal access token for the repositories, "
                + "with the permissions Issues (read) and Metadata (read), and set it.";
        else if (!Token.All(c => c is > ' ' and < '\x7f'))
            yield return "GitHub:Token holds characters that no token has: copy it from GitHub once more, without spaces or line breaks.";

        for (var i = 0; i < WebhookSecrets.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(WebhookSecrets[i]))
                yield return $"GitHub:WebhookSecrets:{i} is blank: set it to the secret in the webhook's settings, or remove it.";
        }

        if (!IsWebAddress(ApiUrl))
            yield return "GitHub:ApiUrl is not an absolute http or https address: leave it out for github.com, "
                + "or set https://HOST/api/v3/ for GitHub Enterprise Server.";
    }

    private static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri is { UserInfo: "", Query: "", Fragment: "" };
}
