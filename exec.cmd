@rem npm's shell on Windows has no "exec"; elsewhere it lets a signal sent to npm reach the task.
@%*
