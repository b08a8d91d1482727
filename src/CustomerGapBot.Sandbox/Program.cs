using CustomerGapBot.Sandbox;

return await SandboxHost.RunAsync(args);
