using CustomerGapBot;

return await App.RunAsync(args);
