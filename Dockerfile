FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# What the packages hang on comes first, so that a change of code does not fetch them again.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/CustomerGapBot/CustomerGapBot.csproj src/CustomerGapBot/
RUN dotnet restore src/CustomerGapBot -r linux-x64 -p:PublishReadyToRun=true

COPY src/CustomerGapBot/ src/CustomerGapBot/
RUN dotnet publish src/CustomerGapBot -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true --no-restore -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./

# The only place that is written to.
RUN mkdir /data && chown "$APP_UID" /data
VOLUME /data

ENV ASPNETCORE_URLS=http://+:8080
ENV Storage__ConnectionString="Data Source=/data/customergap.db"
EXPOSE 8080
USER $APP_UID
STOPSIGNAL SIGTERM

# Alive, not ready: a restart does not mend a Slack that is down. The image has no curl, but bash can speak to a port.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r -t 4 _ status _ <&3 && [ \"$status\" = 200 ]"]

ENTRYPOINT ["dotnet", "CustomerGapBot.dll"]
