import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { useCall, valueOf } from './api/use-call.ts';
import { SaidProvider, useSaying } from './parts/SaidProvider.tsx';
import { ScanRouter } from './scan/ScanRouter.tsx';
import { BoardScreen } from './screens/board/Screen.tsx';
import { LabelsScreen } from './screens/labels/Screen.tsx';
import { DevicesScreen } from './screens/devices/Screen.tsx';
import { CloseScreen } from './screens/close/Screen.tsx';
import { IntegrityScreen } from './screens/integrity/Screen.tsx';
import { OpenSessionScreen } from './screens/open-session/Screen.tsx';
import { PackScreen } from './screens/pack/Screen.tsx';
import { RegisterScreen } from './screens/register/Screen.tsx';
import { SyncScreen } from './screens/sync/Screen.tsx';
import { NotFound } from './screens/visit/NotFound.tsx';
import { SelfServiceGate } from './screens/self-service/Gate.tsx';
import { VisitScreen } from './screens/visit/Screen.tsx';
import { theme } from './style/theme.ts';
import { useText } from './text/use-text.ts';

/** What was said about one screen is not true of the next. */
function HushOnLeaving() {
  const [location] = useLocation();
  const { hush } = useSaying();
  useEffect(() => hush, [location, hush]);
  return null;
}

/** Registration belongs to a session; without one the day is opened first. */
function Register() {
  const state = valueOf(useCall('app.state', {}));
  if (state !== null && state.openSession === null) return <Redirect to="/open" replace />;
  return <RegisterScreen />;
}

export function App() {
  const { language } = useText();
  return (
    <ConfigProvider locale={language === 'en' ? enUS : zhCN} theme={theme}>
      <SaidProvider>
        <ScanRouter>
          <SelfServiceGate>
            <Router hook={useHashLocation}>
              <HushOnLeaving />
              <Switch>
                <Route path="/" component={BoardScreen} />
                <Route path="/open" component={OpenSessionScreen} />
                <Route path="/register" component={Register} />
                <Route path="/visit/:id">{({ id }) => <VisitScreen id={id} />}</Route>
                <Route path="/integrity" component={IntegrityScreen} />
                <Route path="/pack" component={PackScreen} />
                <Route path="/close" component={CloseScreen} />
                <Route path="/sync" component={SyncScreen} />
                <Route path="/devices" component={DevicesScreen} />
                <Route path="/labels" component={LabelsScreen} />
                <Route component={NotFound} />
              </Switch>
            </Router>
          </SelfServiceGate>
        </ScanRouter>
      </SaidProvider>
    </ConfigProvider>
  );
}
