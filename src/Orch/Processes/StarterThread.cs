using System.Collections.Concurrent;

namespace Orch.Processes;

/// <summary>A thread that lives until it is disposed and starts processes: the kernel sends the parent-death signal when the thread that forked ends (prctl(2)), and pool threads come and go. Disposing it therefore kills what it started and still runs.</summary>
internal sealed class StarterThread : IDisposable
{
    private readonly BlockingCollection<Action> work = [];

    public StarterThread()
    {
        var thread = new Thread(() =>
        {
            foreach (var action in work.GetConsumingEnumerable())
            {
                action();
            }
        })
        {
            IsBackground = true,
            Name = "process starter",
        };
        thread.Start();
    }

    public Task<T> RunAsync<T>(Func<T> function)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            try
            {
                done.SetResult(function());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    public void Dispose() => work.CompleteAdding();
}
