using Microsoft.Extensions.Configuration.Memory;

namespace CustomerGapBot;

/// <summary>What ASP.NET's own settings are when nobody says otherwise. Every other source of settings comes after it.</summary>
internal static class Defaults
{
    public static MemoryConfigurationSource Source => new()
    {
        InitialData = new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:8080",
            ["Logging:LogLevel:Default"] = "Information",
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
            ["Logging:LogLevel:System.Net.Http"] = "Warning",
            ["Logging:Console:FormatterName"] = "json",
            ["Logging:Console:FormatterOptions:IncludeScopes"] = "true",
            ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
            ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.fffZ",
        },
    };
}
