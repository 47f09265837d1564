using Microsoft.Extensions.Hosting;

namespace Orch.ScriptedGitHub;

/// <summary>A lifetime that listens to no signal: Ctrl-C belongs to the program that this server runs in.</summary>
internal sealed class DetachedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
