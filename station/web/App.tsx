import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { Link, Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { MeProvider } from './api/me.ts';
import { useCall } from './api/use-call.ts';
import { FailureNote } from './parts/FailureNote.tsx';
import { Frame, Screen } from './parts/Frame.tsx';
import { CompletionScreen } from './screens/completion/Screen.tsx';
import { DeferralsScreen } from './screens/deferrals/Screen.tsx';
import { DinRangesScreen } from './screens/din-ranges/Screen.tsx';
import { DrivesScreen } from './screens/drives/Screen.tsx';
import { EnrolmentScreen } from './screens/enrolment/Screen.tsx';
import { NamesScreen } from './screens/names/Screen.tsx';
import { CompletionPaper } from './screens/paper/CompletionPaper.tsx';
import { SessionPaper } from './screens/paper/SessionPaper.tsx';
import { PeopleScreen } from './screens/people/Screen.tsx';
import { PlansScreen } from './screens/plans/Screen.tsx';
import { RecordScreen } from './screens/record/Screen.tsx';
import { SessionScreen } from './screens/session/Screen.tsx';
import { SessionsScreen } from './screens/sessions/Screen.tsx';
import { SetAsidesScreen } from './screens/set-asides/Screen.tsx';
import { Enter } from './screens/sign-in/Enter.tsx';
import { PasswordScreen } from './screens/sign-in/PasswordScreen.tsx';
import { SignIn } from './screens/sign-in/SignIn.tsx';
import { VehiclesScreen } from './screens/vehicles/Screen.tsx';
import { theme } from './style/theme.ts';
import { useText } from './text/TextProvider.tsx';

function NotFound() {
  const { t } = useText();
  return (
    <Screen title="not-found.title">
      <Link href="/">{t('not-found.back')}</Link>
    </Screen>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/" component={SessionsScreen} />
      <Route path="/sessions/:id">{({ id }) => <SessionScreen id={id} />}</Route>
      <Route path="/sessions/:id/paper">{({ id }) => <SessionPaper id={id} />}</Route>
      <Route path="/set-asides" component={SetAsidesScreen} />
      <Route path="/vehicles" component={VehiclesScreen} />
      <Route path="/din-ranges" component={DinRangesScreen} />
      <Route path="/deferrals" component={DeferralsScreen} />
      <Route path="/completion" component={CompletionScreen} />
      <Route path="/completion/:year/:by/paper">
        {({ year, by }) => <CompletionPaper year={year} by={by} />}
      </Route>
      <Route path="/drives" component={DrivesScreen} />
      <Route path="/names" component={NamesScreen} />
      <Route path="/plans" component={PlansScreen} />
      <Route path="/enrolment" component={EnrolmentScreen} />
      <Route path="/people" component={PeopleScreen} />
      <Route path="/record" component={RecordScreen} />
      <Route path="/password">
        <Screen title="password.title">
          <PasswordScreen />
        </Screen>
      </Route>
      <Route component={NotFound} />
    </Switch>
  );
}

/** Who is signed in decides what there is: the way in, a new password, or the pages. */
function Gate() {
  const asked = useCall('me.get', {});
  const { me, stationName } = asked.value ?? { me: null, stationName: '' };
  if (asked.value === undefined) return <FailureNote answer={asked} />;
  if (me === null) return <SignIn stationName={stationName} />;
  if (me.mustChangePassword) {
    return (
      <main className="alone panel">
        <PasswordScreen isOneTime />
      </main>
    );
  }
  return (
    <MeProvider value={me}>
      <Frame stationName={stationName}>
        <Pages />
      </Frame>
    </MeProvider>
  );
}

export function App() {
  const { language } = useText();
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={theme}
      componentSize="middle"
      button={{ autoInsertSpace: false }}
    >
      <Router hook={useHashLocation}>
        <Switch>
          <Route path="/enter/:code">{({ code }) => <Enter code={code} />}</Route>
          <Route component={Gate} />
        </Switch>
      </Router>
    </ConfigProvider>
  );
}
