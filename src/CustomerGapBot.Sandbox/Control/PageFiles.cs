using System.Reflection;
using Microsoft.AspNetCore.StaticFiles;

namespace CustomerGapBot.Sandbox;

/// <summary>The page: what lies in <c>Page/</c>, from inside the program.</summary>
internal static class PageFiles
{
    private const string Folder = ".Page.";

    public static void MapPage(this WebApplication app)
    {
        var types = new FileExtensionContentTypeProvider();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.Contains(Folder, StringComparison.Ordinal)))
        {
            var file = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
            var type = types.TryGetContentType(file, out var known) ? known : "application/octet-stream";
            app.MapGet(file == "index.html" ? "/" : $"/{file}", (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "no-cache";
                context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";
                return Results.Stream(assembly.GetManifestResourceStream(resource)!, type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type);
            });
        }
    }
}
