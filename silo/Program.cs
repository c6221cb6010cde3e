using Lth4Sa.Contracts.Runs;
using Lth4Sa.Grains;
using Lth4Sa.Silo;

// A silo on its own: it serves the runs of one folder over HTTP.
//   GET  /health           healthy once the silo has started
//   PUT  /runs             a run spec as JSON: starts the run or lets it go on, answers its id
//   GET  /runs/{id}        the result, 404 while there is none
//   POST /runs/{id}/stop   stops at the next safe place
var builder = WebApplication.CreateBuilder(args);
builder.AddSilo(new Lth4SaOptions
{
    Folder = builder.Configuration["out"] ?? "lth4sa-silo",
    Devices = Lth4Sa.Grains.Devices.DeviceSpec.Parse(builder.Configuration["devices"] ?? "cpu"),
});
builder.Services.AddHealthChecks();

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapPut("/runs", async (RunSpec spec, IGrainFactory grains) =>
{
    var errors = Lth4Sa.Grains.Runs.RunSpecValidator.Validate(spec);
    if (errors.Count > 0)
    {
        return Results.BadRequest(errors);
    }

    var id = Lth4Sa.Grains.Runs.RunSpecMapping.RunId(spec);
    await grains.GetGrain<ISearchRunGrain>(id).Start(spec);
    return Results.Ok(new { run = id });
});
app.MapGet("/runs/{id}", async (string id, IGrainFactory grains) =>
    await grains.GetGrain<ISearchRunGrain>(id).GetResult() is { } result ? Results.Ok(result) : Results.NotFound());
app.MapPost("/runs/{id}/stop", (string id, IGrainFactory grains) => grains.GetGrain<ISearchRunGrain>(id).Stop());
await app.RunAsync();
